<#
.SYNOPSIS
    Takes a newborn ESXi host into vCenter: the midwife of Rackboot, in PowerCLI.

.DESCRIPTION
    Rackboot starts it when a host calls home from its first boot (stage "firstboot"). What is known of the host comes as
    environment: RACKBOOT_ADDRESS, RACKBOOT_NAME, RACKBOOT_MAC and others (docs/hooks.md).

    Once, as the user that Rackboot runs as, and with no password in any file of yours:

        Install-Module VMware.PowerCLI -Scope CurrentUser
        Set-PowerCLIConfiguration -Scope User -ParticipateInCEIP $false -Confirm:$false
        New-VICredentialStoreItem -Host vcenter.lab -User 'rackboot@vsphere.local' -Password (Read-Host -MaskInput)
        New-VICredentialStoreItem -Host esxi-newborn -User root -Password (Read-Host -MaskInput)

    The second entry is the root password that the kickstart sets; "esxi-newborn" is only a name to find it by.
    The credential store of PowerCLI is kept for each user: %APPDATA%\VMware\credstore on Windows.

.EXAMPLE
    pwsh -NoProfile -NonInteractive -File register-in-vcenter.ps1 -VCenter vcenter.lab -Location 'Lab cluster'
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $VCenter,
    # Name of a cluster, folder or data centre in vCenter.
    [Parameter(Mandatory)] [string] $Location,
    [string] $HostCredential = 'esxi-newborn',
    # The name to take it in by; without one its name in Rackboot, else its address. Names must be known to DNS.
    [string] $HostName,
    # Below the ten minutes that Rackboot gives to a hook.
    [int] $WaitSeconds = 420
)
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$address = $env:RACKBOOT_ADDRESS
if (-not $address) { throw "Rackboot knows no address of $env:RACKBOOT_MAC." }

# hostd answers some time after the first boot script has run.
function Wait-ForPort([string] $Address, [int] $Port, [int] $Seconds) {
    $until = (Get-Date).AddSeconds($Seconds)
    while ((Get-Date) -lt $until) {
        $client = [System.Net.Sockets.TcpClient]::new()
        try {
            if ($client.ConnectAsync($Address, $Port).Wait(3000) -and $client.Connected) { return }
        } catch {
            # Refused or unreachable: not yet.
        } finally {
            $client.Dispose()
        }
        Start-Sleep -Seconds 5
    }
    throw "$Address did not answer on port $Port within $Seconds seconds."
}

if (-not $HostName) {
    # A name is no use to vCenter unless it leads to this host.
    $HostName = $address
    if ($env:RACKBOOT_NAME) {
        try {
            $found = [System.Net.Dns]::GetHostAddresses($env:RACKBOOT_NAME) | ForEach-Object { $_.ToString() }
            if ($found -contains $address) { $HostName = $env:RACKBOOT_NAME }
        } catch {
            # Not known to DNS.
        }
    }
}

Import-Module VMware.VimAutomation.Core
# Hosts in their first minutes have certificates that they signed themselves. For this session only.
Set-PowerCLIConfiguration -Scope Session -InvalidCertificateAction Ignore -Confirm:$false | Out-Null

Write-Output "Waiting for $address, port 443."
Wait-ForPort -Address $address -Port 443 -Seconds $WaitSeconds

# The user's entry for this vCenter is taken out of the credential store.
$item = Get-VICredentialStoreItem -Host $VCenter | Select-Object -First 1
if (-not $item) { throw "The credential store has no entry for $VCenter (New-VICredentialStoreItem)." }
$root = Get-VICredentialStoreItem -Host $HostCredential | Select-Object -First 1
if (-not $root) { throw "The credential store has no entry $HostCredential (New-VICredentialStoreItem)." }

$server = Connect-VIServer -Server $VCenter -User $item.User -Password $item.Password
try {
    # The same machine from before it was installed anew: vCenter would refuse the new one, whose certificate is another.
    foreach ($stale in @(Get-VMHost -Server $server | Where-Object { $_.Name -eq $HostName })) {
        if ($stale.ConnectionState -eq 'Connected') {
            throw "$HostName is connected to $VCenter already; it is left alone."
        }
        Write-Output "Removing what is left of the former $HostName."
        Remove-VMHost -VMHost $stale -Server $server -Confirm:$false
    }
    $where = Get-Inventory -Server $server -Name $Location | Select-Object -First 1
    if (-not $where) { throw "$VCenter has no $Location." }
    Write-Output "Adding $HostName to $Location."
    # -Force: without it a certificate that nobody has checked is refused.
    $newborn = Add-VMHost -Server $server -Name $HostName -Location $where -User $root.User -Password $root.Password -Force
    if ($newborn.ConnectionState -eq 'Maintenance') {
        Set-VMHost -VMHost $newborn -State Connected -Server $server | Out-Null
    }
    Write-Output "$HostName is in $Location, out of maintenance mode."
} finally {
    Disconnect-VIServer -Server $server -Confirm:$false
}
