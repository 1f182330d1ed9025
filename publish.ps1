# One self-contained executable a platform in artifacts/, with sizes and SHA-256 sums. Without arguments: every platform.
#   ./publish.ps1 linux-x64 win-x64
$asked = @(if ($args) { "-p:Platforms=$(@($args | ForEach-Object { $_ }) -join '+')" })
dotnet build "$PSScriptRoot/publish" -v:minimal -nologo @asked
exit $LASTEXITCODE
