#!/usr/bin/env -S sh -c 'exec node "$(dirname "$0")/cli.mjs" "$@"'
[CmdletBinding()]
param(
  [Parameter(Mandatory = $true)][ValidateSet('Global', 'Service')][string]$Scope,
  [string]$ServiceName,
  [string]$Reason
)
$ErrorActionPreference = 'Stop'
$halt = @("$PSScriptRoot/cli.mjs", '-Scope', $Scope)
if ($ServiceName) { $halt += @('-ServiceName', $ServiceName) }
if ($Reason) { $halt += @('-Reason', $Reason) }
& node @halt
exit $LASTEXITCODE
