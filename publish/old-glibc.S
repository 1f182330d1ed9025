# Old versions of what the linker would take from the newest glibc that this machine has, so that the file starts on 2.28 too: Debian 10, Ubuntu 20.04,
# RHEL 8. Each reference to such a function is led here (ld's --wrap, in PeerSlot/Properties/PublishProfiles/native.props) and on to the version that
# x86-64 has had from the beginning; newer systems keep those for ever. docs/decisions/0011-native.md

.macro old name, version
  .globl __wrap_\name
  .type __wrap_\name, @function
  .symver old_\name, \name@GLIBC_\version
__wrap_\name:
  endbr64
  jmp *old_\name@GOTPCREL(%rip)
  .size __wrap_\name, . - __wrap_\name
.endm

  .text
  old log, 2.2.5
  old pow, 2.2.5
  old pthread_sigmask, 2.2.5
  old dlerror, 2.2.5
  old dlopen, 2.2.5
  old dlclose, 2.2.5
  old dlsym, 2.2.5
  old dladdr, 2.2.5
  old pthread_setspecific, 2.2.5
  old pthread_rwlock_rdlock, 2.2.5
  old pthread_rwlock_wrlock, 2.2.5
  old pthread_rwlock_unlock, 2.2.5
  old pthread_mutexattr_init, 2.2.5
  old pthread_mutexattr_settype, 2.2.5
  old pthread_mutexattr_destroy, 2.2.5
  old pthread_kill, 2.2.5
  old pthread_key_create, 2.2.5
  old pthread_condattr_setclock, 2.3.3
  old pthread_create, 2.2.5
  old pthread_once, 2.2.5
  old pthread_attr_setstacksize, 2.2.5
  old pthread_attr_getstack, 2.2.5
  old pthread_setname_np, 2.12
  old pthread_getattr_np, 2.2.5

# int __libc_start_main(main, argc, argv, init, fini, rtld_fini, stack_end). Before 2.34 the program had to bring what calls its constructors, as init, in
# rcx; crt1.o of a newer glibc brings none. The newer one calls init instead of doing it itself when it is asked by this version.
  .globl __wrap___libc_start_main
  .type __wrap___libc_start_main, @function
  .symver old_start, __libc_start_main@GLIBC_2.2.5
__wrap___libc_start_main:
  endbr64
  leaq run_constructors(%rip), %rcx
  jmp *old_start@GOTPCREL(%rip)
  .size __wrap___libc_start_main, . - __wrap___libc_start_main

# void run_constructors(argc, argv, envp): System V ABI, "Initialization and Termination Functions".
  .type run_constructors, @function
run_constructors:
  endbr64
  pushq %rbx
  pushq %rbp
  pushq %r12
  pushq %r13
  subq $8, %rsp
  movl %edi, %ebp
  movq %rsi, %r12
  movq %rdx, %r13
  leaq __init_array_start(%rip), %rbx
1:
  leaq __init_array_end(%rip), %rax
  cmpq %rax, %rbx
  je 2f
  movl %ebp, %edi
  movq %r12, %rsi
  movq %r13, %rdx
  call *(%rbx)
  addq $8, %rbx
  jmp 1b
2:
  addq $8, %rsp
  popq %r13
  popq %r12
  popq %rbp
  popq %rbx
  ret
  .size run_constructors, . - run_constructors

  .section .note.GNU-stack, "", @progbits
