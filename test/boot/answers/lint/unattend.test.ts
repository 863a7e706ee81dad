import { describe, expect, it } from 'vitest';
import { warned, wiped } from './checked.ts';

const COMPONENT =
  'processorArchitecture="amd64" publicKeyToken="31bf3856ad364e35" language="neutral" versionScope="nonSxS"';
const COMPLETE = `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="urn:schemas-microsoft-com:unattend">
  <settings pass="windowsPE">
    <component name="Microsoft-Windows-Setup" ${COMPONENT}>
      <DiskConfiguration>
        <Disk>
          <WillWipeDisk>true</WillWipeDisk>
          <CreatePartitions>
            <CreatePartition><Order>1</Order></CreatePartition>
          </CreatePartitions>
          <ModifyPartitions>
            <ModifyPartition><Format>NTFS</Format></ModifyPartition>
          </ModifyPartitions>
        </Disk>
      </DiskConfiguration>
      <ImageInstall><OSImage><InstallTo><DiskID>0</DiskID></InstallTo></OSImage></ImageInstall>
      <UserData><AcceptEula>true</AcceptEula></UserData>
    </component>
  </settings>
  <settings pass="oobeSystem">
    <component name="Microsoft-Windows-Shell-Setup" ${COMPONENT}>
      <UserAccounts>
        <AdministratorPassword>
          <Value>c2VjcmV0</Value>
          <PlainText>false</PlainText>
        </AdministratorPassword>
      </UserAccounts>
    </component>
  </settings>
</unattend>
`;
const found = (text: string): readonly string[] => warned('unattend', text);
const command = (line: string): string =>
  COMPLETE.replace(
    '</UserAccounts>',
    `</UserAccounts>\n<FirstLogonCommands><SynchronousCommand><CommandLine>${line}</CommandLine></SynchronousCommand></FirstLogonCommands>`,
  );

describe('a complete Windows answer file', () => {
  it('has nothing wrong with it, and says which lines erase disks', () => {
    expect(found(COMPLETE)).toEqual([]);
    expect(wiped('unattend', COMPLETE)).toEqual(['7 WillWipeDisk', '9 CreatePartition', '12 Format']);
  });
});

describe('what is wrong', () => {
  it.each([
    [COMPLETE.replace('</Disk>', '</Disc>'), /^14 This is no XML: /],
    [COMPLETE.replace('AcceptEula>true', 'AcceptEula>&yes;'), /^17 This is no XML: undefined entity/],
    [COMPLETE.replace(' xmlns="urn:schemas-microsoft-com:unattend"', ''), /^2 <unattend> lacks xmlns="urn:/],
    [COMPLETE.replace(/(<\/?)unattend/g, '$1answer'), /^2 The outermost element is "answer"/],
    [COMPLETE.replace('pass="oobeSystem"', 'pass="oobe"'), /^20 "oobe" is no pass of Windows Setup/],
    [COMPLETE.replace(' versionScope="nonSxS"', ''), /^4 <component> lacks versionScope/],
    [COMPLETE.replace('AcceptEula>true', 'AcceptEula>false'), /^4 UserData: AcceptEula true is missing/],
    [COMPLETE.replace(/<ImageInstall>.*/, ''), /^4 ImageInstall: OSImage: InstallTo is missing/],
    [
      COMPLETE.replace('Microsoft-Windows-Setup', 'Other'),
      /^2 Microsoft-Windows-Setup in windowsPE is missing/,
    ],
    [
      COMPLETE.replace('PlainText>false', 'PlainText>true'),
      /^24 The value of AdministratorPassword is readable/,
    ],
    [
      COMPLETE.replace(
        '</UserAccounts>',
        '</UserAccounts><Credentials><Password>secret</Password></Credentials>',
      ),
      /^27 This password is readable for everybody/,
    ],
    [command('curl http://192.168.9.9/x'), /^28 <CommandLine> points at 192\.168\.9\.9/],
  ])('%#', (text, sentence) => {
    const all = found(text);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(sentence);
    expect(all[0]).not.toMatch(/secret|c2VjcmV0/);
  });

  it.each([
    COMPLETE.replace(
      /<InstallTo>.*<\/InstallTo>/,
      '<InstallToAvailablePartition>true</InstallToAvailablePartition>',
    ),
    COMPLETE.replace('PlainText>false', 'PlainText>true').replace('c2VjcmV0', ''),
    command('curl http://10.77.0.1/home/x'),
    COMPLETE.replaceAll('\n', '\r\n'),
    `\uFEFF${COMPLETE}`,
  ])('nothing %#', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what erases disks', () => {
  const OTHERS = ['7 WillWipeDisk', '9 CreatePartition', '12 Format'];
  it.each([
    [command('diskpart.exe /s x.txt'), [...OTHERS, '28 diskpart']],
    [command('cmd /c format d: /q'), [...OTHERS, '28 format']],
    [command('echo format'), OTHERS],
    [COMPLETE.replace('WillWipeDisk>true', 'WillWipeDisk>false'), OTHERS.slice(1)],
    [COMPLETE.replace('</unattend>', ''), ['7 WillWipeDisk', '9 CreatePartition', '12 Format']],
  ])('%#', (text, lines) => {
    expect(wiped('unattend', text)).toEqual(lines);
  });
});
