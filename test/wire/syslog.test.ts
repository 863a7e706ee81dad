import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SyslogMessage } from '../../shared/wire/syslog.ts';
import { decodeSyslog, SYSLOG_LONGEST_BYTES, SYSLOG_SEVERITIES } from '../../shared/wire/syslog.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Those of util-linux and BusyBox were recorded here; the others are in the form their makers document, or examples of the RFCs. */
const REAL: readonly [what: string, datagram: string, expected: SyslogMessage][] = [
  [
    'logger of util-linux 2.38, RFC 5424',
    '<13>1 2026-11-25T22:38:43.057206+00:00 vm root - - [timeQuality tzKnown="1" isSynced="0"] hello from logger',
    { severity: 'notice', facility: 1, hostName: 'vm', app: 'root', text: 'hello from logger' },
  ],
  [
    'the same with --rfc3164 -i',
    '<13>Nov 25 22:38:43 vm anaconda[25784]: hello 3164',
    {
      severity: 'notice',
      facility: 1,
      hostName: 'vm',
      app: 'anaconda',
      processId: '25784',
      text: 'hello 3164',
    },
  ],
  [
    'the same with --rfc5424=notime,nohost -p local0.err',
    '<131>1 - - root - - - minimal',
    { severity: 'err', facility: 16, app: 'root', text: 'minimal' },
  ],
  [
    'syslogd of BusyBox 1.35, which forwards without a host name',
    '<13>Nov 25 22:38:43 base-installer: info: Retrieving libc6 2.36\n',
    { severity: 'notice', facility: 1, app: 'base-installer', text: 'info: Retrieving libc6 2.36' },
  ],
  [
    'the same with a process id and UTF-8',
    '<27>Nov 25 22:38:43 main-menu[212]: ünïcode\n',
    { severity: 'err', facility: 3, app: 'main-menu', processId: '212', text: 'ünïcode' },
  ],
  [
    'the same: debootstrap',
    '<13>Nov 25 22:38:43 debootstrap: Unpacking dpkg\n',
    { severity: 'notice', facility: 1, app: 'debootstrap', text: 'Unpacking dpkg' },
  ],
  [
    'rsyslog, traditional forward format; a day of one digit',
    '<30>Dec  1 02:03:04 rack-07.lab systemd[1]: Started OpenSSH Daemon.',
    {
      severity: 'info',
      facility: 3,
      hostName: 'rack-07.lab',
      app: 'systemd',
      processId: '1',
      text: 'Started OpenSSH Daemon.',
    },
  ],
  [
    'rsyslog, newer forward format: Anaconda',
    '<14>2026-11-25T10:21:44.120345+00:00 localhost packaging: Installing glibc-2.34-60.el9.x86_64 (3/300)',
    {
      severity: 'info',
      facility: 1,
      hostName: 'localhost',
      app: 'packaging',
      text: 'Installing glibc-2.34-60.el9.x86_64 (3/300)',
    },
  ],
  [
    'rsyslog that escaped a line feed',
    '<14>Nov 25 10:21:44 localhost program: one#012two',
    { severity: 'info', facility: 1, hostName: 'localhost', app: 'program', text: 'one#012two' },
  ],
  [
    'ESXi 7',
    '<166>2026-03-05T14:03:22.123Z esx01.lab Hostd: info hostd[2099999] [Originator@6876 sub=Vimsvc.ha-eventmgr] Event 12 : ready',
    {
      severity: 'info',
      facility: 20,
      hostName: 'esx01.lab',
      app: 'Hostd',
      text: 'info hostd[2099999] [Originator@6876 sub=Vimsvc.ha-eventmgr] Event 12 : ready',
    },
  ],
  [
    'ESXi’s kernel',
    '<181>2026-03-05T14:03:22.123Z localhost vmkernel: cpu2:2097605)ScsiDeviceIO: 4161: Cmd 0x1a',
    {
      severity: 'notice',
      facility: 22,
      hostName: 'localhost',
      app: 'vmkernel',
      text: 'cpu2:2097605)ScsiDeviceIO: 4161: Cmd 0x1a',
    },
  ],
  [
    'ISO timestamp and no host name',
    '<14>2026-03-05T14:00:01Z weasel: Installing package esx-base (12/140)',
    { severity: 'info', facility: 1, app: 'weasel', text: 'Installing package esx-base (12/140)' },
  ],
  [
    'RFC 5424 section 6.5, example 1, with its byte order mark',
    "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed for lonvick on /dev/pts/8",
    {
      severity: 'crit',
      facility: 4,
      hostName: 'mymachine.example.com',
      app: 'su',
      text: "'su root' failed for lonvick on /dev/pts/8",
    },
  ],
  [
    'RFC 5424 section 6.5, example 3, structured data with a bracket in it',
    '<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog 77 ID47 [exampleSDID@32473 iut="3" eventSource="App\\]\\"x" eventID="1011"][b@1 c="d"] An application event log entry...',
    {
      severity: 'notice',
      facility: 20,
      hostName: 'mymachine.example.com',
      app: 'evntslog',
      processId: '77',
      text: 'An application event log entry...',
    },
  ],
  [
    'RFC 5424 section 6.5, example 4: no text',
    '<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3"]',
    { severity: 'notice', facility: 20, hostName: 'mymachine.example.com', app: 'evntslog', text: '' },
  ],
  [
    'RFC 3164 section 5.4, example 2: no tag',
    '<13>Feb  5 17:32:18 10.0.0.99 Use the BFG!',
    { severity: 'notice', facility: 1, hostName: '10.0.0.99', text: 'Use the BFG!' },
  ],
  [
    'a kernel, without timestamp',
    '<6>kernel: [    3.141592] e1000e: eth0 NIC Link is Up 1000 Mbps',
    {
      severity: 'info',
      facility: 0,
      app: 'kernel',
      text: '[    3.141592] e1000e: eth0 NIC Link is Up 1000 Mbps',
    },
  ],
  [
    'a Cisco switch',
    '<189>45: *Mar  1 18:46:11: %SYS-5-CONFIG_I: Configured from console by vty2',
    {
      severity: 'notice',
      facility: 23,
      app: '45',
      text: '*Mar  1 18:46:11: %SYS-5-CONFIG_I: Configured from console by vty2',
    },
  ],
];

const ODD: readonly [what: string, datagram: Uint8Array, expected: Partial<SyslogMessage>][] = [
  ['nothing', new Uint8Array(0), { severity: 'notice', facility: 1, text: '' }],
  ['no priority', bytes('just text: with a colon'), { severity: 'notice', text: 'just text: with a colon' }],
  ['a priority that is none', bytes('<192>x'), { severity: 'notice', text: '<192>x' }],
  ['a priority of four digits', bytes('<0013>x'), { severity: 'notice', text: '<0013>x' }],
  ['a priority alone', bytes('<13>'), { severity: 'notice', text: '' }],
  ['a timestamp alone', bytes('<13>Nov 25 22:38:43 '), { text: '' }],
  [
    'several lines, one of Windows',
    bytes('<14>app: one\r\ntwo\nthree\n'),
    { app: 'app', text: 'one\ntwo\nthree' },
  ],
  ['NUL at the end and inside', bytes('<14>app: a\0b\0\0'), { app: 'app', text: 'a b' }],
  ['colours of a terminal', bytes('<14>app: \u001b[1;31mred\u001b[0m'), { text: 'red' }],
  ['Latin-1', Buffer.from('<14>app: caf\xe9 au lait', 'latin1'), { text: 'caf\ufffd au lait' }],
  [
    'an address that is no tag',
    bytes('<14>http://10.77.0.1/x fetched'),
    { text: 'http://10.77.0.1/x fetched' },
  ],
  [
    'structured data that does not end',
    bytes('<14>1 - h a - - [x y="z'),
    { hostName: 'h', app: 'a', text: '[x y="z' },
  ],
  ['a version that is none', bytes('<14>2 - h a - - - x'), { text: '2 - h a - - - x' }],
];

describe('syslog', () => {
  it.each(REAL)('reads %s', (_what, datagram, expected) => {
    expect(decodeSyslog(bytes(datagram))).toEqual(expected);
  });

  it.each(ODD)('takes as text %s', (_what, datagram, expected) => {
    expect(decodeSyslog(datagram)).toMatchObject(expected);
  });

  it('cuts what is too long, also inside of a character', () => {
    const { text, app } = decodeSyslog(bytes(`<14>app: x${'é'.repeat(40_000)}`));
    expect(app).toBe('app');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SYSLOG_LONGEST_BYTES + 2);
    expect(text).toMatch(/^xé+\ufffd?$/);
  });

  it('never throws, and never hands on a control character but tab and line feed', () => {
    const likeSyslog = fc
      .tuple(
        fc.constantFrom('', '<13>', '<166>', '<14>1 ', '<14>1 - - - - - ', '<999>'),
        fc.constantFrom('', 'Nov 25 22:38:43 ', '2026-03-05T14:03:22.123Z ', 'host '),
        fc.constantFrom('', 'app: ', 'app[1]: ', '[a b="', '- '),
        fc.string({ unit: 'binary', maxLength: 200 }),
      )
      .map((parts) => bytes(parts.join('')));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 9000 }), likeSyslog), (datagram) => {
        const message = decodeSyslog(datagram);
        expect(SYSLOG_SEVERITIES).toContain(message.severity);
        expect(message.facility).toBeLessThanOrEqual(23);
        const shown = [message.text, message.app, message.hostName, message.processId].join('');
        expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.exec(shown)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
