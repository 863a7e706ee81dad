import { describe, expect, it } from 'vitest';
import type { TransferTerms } from '../../shared/boot/tftp-terms.ts';
import { agreeTerms } from '../../shared/boot/tftp-terms.ts';
import type { Transfer, TransferInput, TransferSend } from '../../shared/boot/tftp-transfer.ts';
import {
  acknowledgedBytes,
  beginTransfer,
  stepTransfer,
  wireBlock,
} from '../../shared/boot/tftp-transfer.ts';
import type { TftpOption } from '../../shared/wire/tftp.ts';

function terms(sizeBytes: number, ...options: TftpOption[]): TransferTerms {
  return agreeTerms(options, sizeBytes, { mtu: 65536, maxWindowsize: 64 });
}

const NOTHING = { kind: 'nothing' };
const OACK = { kind: 'oack' };
const data = (first: number, count = 1): TransferSend => ({ kind: 'data', first, count });
const ack = (block: number): TransferInput => ({ kind: 'ack', block });
const error = (code: number, message = ''): TransferInput => ({ kind: 'error', code, message });
const TIMER: TransferInput = { kind: 'timer' };

/** Steps through `script` of [time, input, what must be sent]; returns the state at its end. */
function play(
  t: TransferTerms,
  script: readonly (readonly [number, TransferInput, object])[],
  from = 0,
): Transfer {
  let transfer = beginTransfer(t, from).transfer;
  script.forEach(([now, input, expected], line) => {
    const step = stepTransfer(t, transfer, input, now);
    expect(step.send, `line ${line}: ${JSON.stringify(input)}`).toEqual(expected);
    transfer = step.transfer;
  });
  return transfer;
}

describe('lock-step', () => {
  it('sends block 1 at once where no option was acknowledged', () => {
    expect(beginTransfer(terms(1000), 0).send).toEqual(data(1));
  });

  it('sends the next block for every ACK and ends with the last', () => {
    const end = play(terms(1000), [
      [1, ack(1), data(2)],
      [2, ack(2), NOTHING],
    ]);
    expect(end).toEqual({ kind: 'finished', acked: 2 });
  });

  it('ends a multiple of blksize with an empty block, and an empty file with its only block', () => {
    const even = play(terms(1024), [
      [1, ack(1), data(2)],
      [2, ack(2), data(3)],
      [3, ack(3), NOTHING],
    ]);
    expect(even.kind).toBe('finished');
    expect(play(terms(0), [[1, ack(1), NOTHING]]).kind).toBe('finished');
  });

  it('never answers a duplicate ACK (Sorcerer’s Apprentice), nor an old or impossible one', () => {
    play(terms(5000), [
      [1, ack(1), data(2)],
      [2, ack(1), NOTHING],
      [300, ack(1), NOTHING],
      [301, ack(0), NOTHING],
      [302, ack(3), NOTHING],
      [303, ack(65535), NOTHING],
      [304, ack(2), data(3)],
    ]);
  });

  it('waits for ACK 0 after an OACK', () => {
    const t = terms(5000, ['blksize', '1000']);
    expect(beginTransfer(t, 0).send).toEqual(OACK);
    play(t, [
      [1, ack(1), NOTHING],
      [2, ack(0), data(1)],
      [3, ack(0), NOTHING],
      [4, ack(1), data(2)],
    ]);
  });
});

describe('block numbers', () => {
  it('roll over to 0 after 65535', () => {
    expect([1, 65535, 65536, 65537, 131072].map(wireBlock)).toEqual([1, 65535, 0, 1, 0]);
  });

  it.each([
    { name: 'lock-step', options: [] as TftpOption[], step: 1 },
    { name: 'windowsize 64', options: [['windowsize', '64']] as TftpOption[], step: 64 },
    { name: 'windowsize 7', options: [['windowsize', '7']] as TftpOption[], step: 7 },
  ])('keep counting over more than 65535 blocks: $name', ({ options, step }) => {
    const t = terms(140_000 * 512 + 7, ...options);
    let { transfer, send } = beginTransfer(t, 0);
    if (send.kind === 'oack') ({ transfer, send } = stepTransfer(t, transfer, ack(0), 0));
    let expected = 1;
    for (let now = 1; transfer.kind === 'sending'; now++) {
      const count = Math.min(step, t.lastBlock - expected + 1);
      if (send.kind !== 'data' || send.first !== expected || send.count !== count)
        expect(send).toEqual(data(expected, count));
      expected += count;
      ({ transfer, send } = stepTransfer(t, transfer, ack(wireBlock(expected - 1)), now));
    }
    expect(transfer).toEqual({ kind: 'finished', acked: 140_001 });
  });
});

describe('windows (RFC 7440)', () => {
  const t = terms(100 * 512, ['windowsize', '8']);

  it('go on behind an ACK inside the window', () => {
    play(t, [
      [1, ack(0), data(1, 8)],
      [2, ack(8), data(9, 8)],
      [3, ack(11), data(12, 8)],
      [4, ack(19), data(20, 8)],
    ]);
  });

  it('restart once when the first block was lost, however often the client says so (EDK2 says so for every block)', () => {
    play(t, [
      [1, ack(0), data(1, 8)],
      [2, ack(8), data(9, 8)],
      [3, ack(8), data(9, 8)],
      [3.1, ack(8), NOTHING],
      [3.2, ack(8), NOTHING],
      [4, ack(16), data(17, 8)],
      [4.1, ack(16), NOTHING],
    ]);
  });

  it('do not double for ever when the network copies an ACK', () => {
    // A copied ACK 8 makes window 9…16 leave twice; EDK2 then sends ACK 16 for every block of the second copy.
    const copies = Array.from({ length: 8 }, (_, i) => [4.1 + i / 10, ack(16), NOTHING] as const);
    play(t, [
      [1, ack(0), data(1, 8)],
      [2, ack(8), data(9, 8)],
      [3, ack(8), data(9, 8)],
      [4, ack(16), data(17, 8)],
      ...copies,
      [4.9, ack(24), data(25, 8)],
    ]);
  });

  it('restart soon after a duplicate that came too early, if the client has not moved on', () => {
    const end = play(t, [
      [1, ack(0), data(1, 8)],
      [2, ack(4), data(5, 8)],
      [3, ack(4), NOTHING],
      [3.9, TIMER, NOTHING],
      [4, TIMER, data(5, 8)],
    ]);
    // The client spoke, so this does not count towards giving up.
    expect(end).toMatchObject({ kind: 'sending', acked: 4, unanswered: 0 });
  });

  it('slide after a restart, and begin anew at the end of the hold time if that was not enough', () => {
    play(t, [
      [1, ack(0), data(1, 8)],
      [2, ack(8), data(9, 8)],
      [2.5, ack(10), data(11, 8)],
      [2.6, ack(12), { kind: 'more', count: 2 }],
      [2.7, ack(12), NOTHING],
      [4.5, TIMER, data(13, 8)],
    ]);
  });

  it('cost a client that acknowledges every block one window more per hold time, not one per ACK', () => {
    let { transfer } = stepTransfer(t, beginTransfer(t, 0).transfer, ack(0), 0);
    let sends = 8;
    for (let block = 1; transfer.kind === 'sending'; block++) {
      const step = stepTransfer(t, transfer, ack(block), block / 10);
      if (step.send.kind === 'data' || step.send.kind === 'more') sends += step.send.count;
      transfer = step.transfer;
    }
    expect(transfer).toEqual({ kind: 'finished', acked: 101 });
    // Answering each of them would send about 800 blocks.
    expect(sends).toBeLessThan(150);
  });

  it('are begun anew at the end of the hold time also where what slid left late', () => {
    play(t, [
      [1, ack(0), data(1, 8)],
      [2, ack(4), data(5, 8)],
      [3, ack(6), { kind: 'more', count: 2 }],
      [3.2, { kind: 'departed' }, NOTHING],
      [4, TIMER, NOTHING],
      [5, TIMER, data(7, 8)],
    ]);
  });

  it('end short with the file', () => {
    const end = play(terms(10 * 512, ['windowsize', '8']), [
      [1, ack(0), data(1, 8)],
      [2, ack(8), data(9, 3)],
      [3, ack(11), NOTHING],
    ]);
    expect(end.kind).toBe('finished');
  });
});

describe('silence', () => {
  it('is answered with the same again, each time after twice the wait, and ends after 30 s', () => {
    const end = play(terms(5000), [
      [999, TIMER, NOTHING],
      [1000, TIMER, data(1)],
      [2999, TIMER, NOTHING],
      [3000, TIMER, data(1)],
      [7000, TIMER, data(1)],
      [15_000, TIMER, data(1)],
      [23_000, TIMER, data(1)],
      [29_999, TIMER, NOTHING],
      [30_000, TIMER, NOTHING],
    ]);
    expect(end).toEqual({
      kind: 'failed',
      acked: 0,
      error: 'NO_ANSWER',
      why: 'no answer to block 1 in 30 s',
    });
  });

  it('repeats the OACK', () => {
    const end = play(terms(5000, ['tsize', '0']), [
      [1000, TIMER, OACK],
      [3000, TIMER, OACK],
      [30_000, TIMER, NOTHING],
    ]);
    expect(end).toMatchObject({
      kind: 'failed',
      error: 'NO_ANSWER',
      why: 'no answer to the option acknowledgement in 30 s',
    });
  });

  it('keeps to the timeout the client asked for', () => {
    play(terms(5000, ['timeout', '5']), [
      [10, ack(0), data(1)],
      [20, ack(1), data(2)],
      [5019, TIMER, NOTHING],
      [5020, TIMER, data(2)],
    ]);
  });

  it('gives up later where the client asked for a long timeout', () => {
    const t = terms(5000, ['timeout', '60']);
    const last = play(t, [
      [60_000, TIMER, OACK],
      [120_000, TIMER, OACK],
    ]);
    expect(last.kind).toBe('negotiating');
    expect(stepTransfer(t, last, TIMER, 180_000).transfer).toMatchObject({
      kind: 'failed',
      error: 'NO_ANSWER',
    });
  });

  it('is waited for less long once the client has shown its pace', () => {
    play(terms(5000), [
      [2, ack(1), data(2)],
      [4, ack(2), data(3)],
      [103, TIMER, NOTHING],
      [104, TIMER, data(3)],
      [304, TIMER, data(3)],
      [700, ack(3), data(4)],
      [800, TIMER, data(4)],
    ]);
  });

  it('waits eight times the round trip of a slow client', () => {
    play(terms(5000), [
      [100, ack(1), data(2)],
      [899, TIMER, NOTHING],
      [900, TIMER, data(2)],
    ]);
  });

  it('after the last block counts as finished: some ROMs start what they loaded without acknowledging it', () => {
    const end = play(terms(1000), [
      [2, ack(1), data(2)],
      [102, TIMER, data(2)],
      [302, TIMER, data(2)],
      [702, TIMER, data(2)],
      [1502, TIMER, data(2)],
      [3102, TIMER, NOTHING],
    ]);
    expect(end).toEqual({ kind: 'finished', acked: 2 });
  });

  it('is not waited for longer and longer while the client repeats its ACK', () => {
    play(terms(5000), [
      [2, ack(1), data(2)],
      [102, TIMER, data(2)],
      [302, TIMER, data(2)],
      [702, TIMER, data(2)],
      [800, ack(1), NOTHING],
      [899, TIMER, NOTHING],
      [900, TIMER, data(2)],
      [1100, TIMER, data(2)],
    ]);
  });

  it('is measured from the departure when the disk was slow', () => {
    play(terms(5000), [
      [40_000, { kind: 'departed' }, NOTHING],
      [40_999, TIMER, NOTHING],
      [41_000, TIMER, data(1)],
      [69_999, TIMER, data(1)],
    ]);
  });
});

describe('the same request again', () => {
  it('is answered again while our first answer may have been lost, but not a copy made by the network', () => {
    play(terms(5000, ['blksize', '1000']), [
      [50, { kind: 'repeated' }, NOTHING],
      [100, { kind: 'repeated' }, OACK],
      [150, { kind: 'repeated' }, NOTHING],
      [160, ack(0), data(1)],
      [900, { kind: 'repeated' }, NOTHING],
    ]);
    play(terms(5000), [
      [500, { kind: 'repeated' }, data(1)],
      [501, ack(1), data(2)],
      [900, { kind: 'repeated' }, NOTHING],
    ]);
  });
});

describe('ERROR from the client', () => {
  const rows: {
    name: string;
    options: TftpOption[];
    before: TransferInput[];
    error: TransferInput;
    kind: string;
    why: string;
  }[] = [
    {
      name: 'EDK2 after reading tsize',
      options: [['tsize', '0']],
      before: [],
      error: error(8, 'User aborted the transfer'),
      kind: 'declined',
      why: 'only asked for the size',
    },
    {
      name: 'Intel ROM, iPXE after reading tsize',
      options: [
        ['tsize', '0'],
        ['blksize', '1456'],
      ],
      before: [],
      error: error(0, 'TFTP Aborted'),
      kind: 'declined',
      why: 'only asked for the size',
    },
    {
      name: 'a probe that acknowledges the OACK first',
      options: [['tsize', '0']],
      before: [ack(0)],
      error: error(0),
      kind: 'declined',
      why: 'only asked for the size',
    },
    {
      name: 'a file too large (RFC 2349)',
      options: [['tsize', '0']],
      before: [],
      error: error(3, 'File too large'),
      kind: 'failed',
      why: 'the client sent ERROR 3 "File too large"',
    },
    {
      name: 'options refused',
      options: [['blksize', '1456']],
      before: [],
      error: error(8, 'no'),
      kind: 'failed',
      why: 'the client sent ERROR 8 "no"',
    },
    {
      name: 'GRUB closing a file',
      options: [['tsize', '0']],
      before: [ack(0), ack(1)],
      error: error(0, 'closed'),
      kind: 'declined',
      why: 'closed the file',
    },
    {
      name: 'PXELINUX closing a file',
      options: [],
      before: [ack(1)],
      error: error(0, 'No error, file close'),
      kind: 'declined',
      why: 'closed the file',
    },
    {
      name: 'iPXE giving up in the middle',
      options: [['tsize', '0']],
      before: [ack(0), ack(1)],
      error: error(0, 'TFTP Aborted'),
      kind: 'failed',
      why: 'the client sent ERROR 0 "TFTP Aborted"',
    },
  ];
  it.each(rows)('$name: $kind', ({ options, before, error: input, kind, why }) => {
    const t = terms(50_000, ...options);
    let { transfer } = beginTransfer(t, 0);
    for (const earlier of before) ({ transfer } = stepTransfer(t, transfer, earlier, 1));
    const step = stepTransfer(t, transfer, input, 2);
    expect(step.send).toEqual(NOTHING);
    expect(step.transfer.kind).toBe(kind);
    expect(step.transfer).toHaveProperty('why', expect.stringContaining(why));
    // What has ended stays ended.
    expect(stepTransfer(t, step.transfer, ack(1), 3)).toEqual({ transfer: step.transfer, send: NOTHING });
  });
});

/** Deterministic noise (LCG of Numerical Recipes). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type Style = 'every block' | 'once per gap';

/**
 * A client behind a network that loses, copies and delays. It acknowledges a full window and the last block, says ACK of
 * the last good block for blocks out of order (EDK2: every time, U-Boot: once per gap), and again after 500 ms of silence.
 */
function simulate(
  t: TransferTerms,
  seed: number,
  loss: number,
  style: Style,
): { received: number[]; sends: number; end: Transfer } {
  const random = dice(seed);
  const received: number[] = [];
  const queue: { at: number; run: () => void }[] = [];
  let now = 0;
  let transfer: Transfer;
  let sends = 0;
  const later = (delay: number, run: () => void): void => {
    queue.push({ at: now + delay, run });
    queue.sort((a, b) => a.at - b.at);
  };
  /** In order, 10 µs apart: a switch does not overtake. A copy comes a little later. */
  let lineFreeAt = 0;
  const travel = (run: () => void): void => {
    lineFreeAt = Math.max(now + 0.2, lineFreeAt + 0.01);
    if (random() >= loss) later(lineFreeAt - now, run);
    if (random() < 0.02) later(lineFreeAt - now + random(), run);
  };
  let highest = 0;
  let inWindow = 0;
  let told = -1;
  let lastHeard = 0;
  const acknowledge = (): void => {
    inWindow = 0;
    lastHeard = now;
    const block = wireBlock(received.length);
    travel(() => take(stepTransfer(t, transfer, ack(block), now)));
  };
  const onData = (block: number): void => {
    if (block === received.length + 1) {
      received.push(block);
      lastHeard = now;
      if (++inWindow === t.windowsize || block === t.lastBlock) acknowledge();
    } else if (style === 'every block' || told !== received.length) {
      told = received.length;
      acknowledge();
    }
  };
  const take = ({ transfer: next, send }: { transfer: Transfer; send: TransferSend }): void => {
    transfer = next;
    if (send.kind === 'oack') travel(() => (received.length === 0 ? acknowledge() : undefined));
    if (send.kind === 'data' || send.kind === 'more') {
      const first = send.kind === 'data' ? send.first : highest + 1;
      highest = first + send.count - 1;
      sends += send.count;
      for (let i = 0; i < send.count; i++) travel(() => onData(first + i));
    }
  };
  transfer = beginTransfer(t, now).transfer;
  take(beginTransfer(t, now));
  for (let tick = 0; (transfer.kind === 'sending' || transfer.kind === 'negotiating') && tick < 1e6; tick++) {
    const next = queue.shift();
    const timerAt = transfer.deadlineAt;
    const clientAt = lastHeard + 500;
    if (next && next.at <= Math.min(timerAt, clientAt)) {
      now = Math.max(now, next.at);
      next.run();
      continue;
    }
    if (next) queue.unshift(next);
    now = Math.max(now, Math.min(timerAt, clientAt));
    if (now >= timerAt) take(stepTransfer(t, transfer, TIMER, now));
    else acknowledge();
  }
  return { received, sends, end: transfer };
}

describe('a network that loses and copies', () => {
  const rows = [1, 8, 32].flatMap((windowsize) =>
    [0, 0.05, 0.1, 0.3].flatMap((loss) =>
      (['every block', 'once per gap'] as const).map((style) => ({ windowsize, loss, style })),
    ),
  );
  it.each(rows)('windowsize $windowsize, loss $loss, ACK $style', ({ windowsize, loss, style }) => {
    for (let seed = 1; seed <= 10; seed++) {
      const t = terms(600 * 512 + 3, ['windowsize', String(windowsize)]);
      const { received, sends, end } = simulate(t, seed, loss, style);
      expect(end.kind, `seed ${seed}`).toBe('finished');
      expect(received, `seed ${seed}`).toEqual(Array.from({ length: 601 }, (_, i) => i + 1));
      expect(acknowledgedBytes(t, end)).toBe(600 * 512 + 3);
      // Go-back-N resends up to a window per loss, and no more than that.
      expect(sends, `seed ${seed}`).toBeLessThan(601 * (1 + 3 * windowsize * (loss + 0.02) + 0.1));
    }
  });
});
