import { describe, expect, it } from 'vitest';
import { agreeTerms } from '../../shared/boot/tftp-terms.ts';
import type { TftpOption } from '../../shared/wire/tftp.ts';

const ETHERNET = { mtu: 1500, maxWindowsize: 64 };

describe('agreeTerms', () => {
  const rows: {
    name: string;
    options: TftpOption[];
    oack: TftpOption[];
    blksize?: number;
    windowsize?: number;
  }[] = [
    { name: 'nothing asked, nothing acknowledged', options: [], oack: [] },
    {
      name: 'blksize within the MTU',
      options: [['blksize', '1428']],
      oack: [['blksize', '1428']],
      blksize: 1428,
    },
    {
      name: 'blksize clamped so that no IP fragment is made',
      options: [['blksize', '8192']],
      oack: [['blksize', '1468']],
      blksize: 1468,
    },
    { name: 'smallest blksize', options: [['blksize', '8']], oack: [['blksize', '8']], blksize: 8 },
    { name: 'blksize below RFC 2348 is not acknowledged', options: [['blksize', '7']], oack: [] },
    {
      name: 'blksize above RFC 2348 is clamped',
      options: [['blksize', '70000']],
      oack: [['blksize', '1468']],
      blksize: 1468,
    },
    {
      name: 'rubbish is not acknowledged',
      options: [
        ['blksize', '1e3'],
        ['windowsize', '-1'],
        ['timeout', 'x'],
      ],
      oack: [],
    },
    { name: 'tsize 0 becomes the size', options: [['tsize', '0']], oack: [['tsize', '1000']] },
    {
      name: 'tsize with the size of something else (U-Boot)',
      options: [['tsize', '77']],
      oack: [['tsize', '1000']],
    },
    { name: 'timeout 1', options: [['timeout', '1']], oack: [['timeout', '1']] },
    { name: 'timeout 255', options: [['timeout', '255']], oack: [['timeout', '255']] },
    {
      name: 'timeout 0 and 256 are outside RFC 2349',
      options: [
        ['timeout', '0'],
        ['TIMEOUT', '256'],
      ],
      oack: [],
    },
    { name: 'windowsize', options: [['windowsize', '16']], oack: [['windowsize', '16']], windowsize: 16 },
    {
      name: 'windowsize capped',
      options: [['windowsize', '65535']],
      oack: [['windowsize', '64']],
      windowsize: 64,
    },
    { name: 'windowsize 0 is not acknowledged', options: [['windowsize', '0']], oack: [] },
    {
      name: 'unknown options are left out',
      options: [
        ['multicast', ''],
        ['blksize', '512'],
        ['saveFile', 'x'],
      ],
      oack: [['blksize', '512']],
    },
    {
      name: 'names in the case of the client',
      options: [
        ['BlkSize', '512'],
        ['TSIZE', '0'],
      ],
      oack: [
        ['BlkSize', '512'],
        ['TSIZE', '1000'],
      ],
    },
    {
      name: 'the first of two counts',
      options: [
        ['blksize', '512'],
        ['BLKSIZE', '1024'],
      ],
      oack: [['blksize', '512']],
    },
  ];
  it.each(rows)('$name', ({ options, oack, blksize = 512, windowsize = 1 }) => {
    const terms = agreeTerms(options, 1000, ETHERNET);
    expect(terms.acknowledged).toEqual(oack);
    expect({ blksize: terms.blksize, windowsize: terms.windowsize }).toEqual({ blksize, windowsize });
  });

  it('knows the last block: short, or empty after a multiple', () => {
    const lastBlock = (size: number): number => agreeTerms([], size, ETHERNET).lastBlock;
    expect([0, 1, 511, 512, 513, 1024].map(lastBlock)).toEqual([1, 1, 1, 2, 2, 3]);
  });

  it('uses jumbo frames and the loopback up to the end of RFC 2348', () => {
    const blksize = (mtu: number): number =>
      agreeTerms([['blksize', '65464']], 1, { mtu, maxWindowsize: 64 }).blksize;
    expect([576, 9000, 65536].map(blksize)).toEqual([544, 8968, 65464]);
  });

  it('leaves tsize out for an empty file, because curl refuses 0', () => {
    const terms = agreeTerms(
      [
        ['tsize', '0'],
        ['blksize', '1024'],
      ],
      0,
      ETHERNET,
    );
    expect(terms.acknowledged).toEqual([['blksize', '1024']]);
    expect(terms.sizeAsked).toBe(true);
  });

  it('keeps the timeout in milliseconds', () => {
    expect(agreeTerms([['timeout', '3']], 1, ETHERNET).timeoutMs).toBe(3000);
    expect(agreeTerms([], 1, ETHERNET).timeoutMs).toBeUndefined();
  });
});
