using PeerSlot.Commands;

return PeerSlotCommandLine.Run(args);
