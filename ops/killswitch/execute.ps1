#!/usr/bin/env -S sh -c 'exec node "$(dirname "$0")/cli.mjs" "$@"'
[CmdletBinding()]
param(
  [Parameter(Mandatory = $true)][ValidateSet('Global', 'Service')][string]$Scope,
  [string]$ServiceName,
  [string]$Reason = 'unspecified'
)
$ErrorActionPreference = 'Stop'
$halt = @("$PSScriptRoot/cli.mjs", '-Scope', $Scope, '-Reason', $Reason)
if ($ServiceName) { $halt += @('-ServiceName', $ServiceName) }
& node @halt
exit $LASTEXITCODE
