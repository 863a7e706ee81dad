import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../main/command-line.ts';

const parse = (text: string) => parseCommandLine(text.split(' '));

describe('rackboot serve', () => {
  it('reads the stable options', () => {
    const line =
      'serve --interface en7 --mode own --range 10.0.0.10-10.0.0.20 --image /a.iso --image /b.iso --data /d --console 0.0.0.0:8600 --http-port 8080 ' +
      '--no-open --unknown a.iso --answer /x.preseed --arm once --assign 52-54-00-00-00-01=b.iso,/y.preseed --assign 525400000002=local --events --force';
    expect(parse(line)).toEqual({
      name: 'serve',
      events: true,
      open: false,
      run: {
        interface: 'en7',
        mode: 'own',
        pool: { first: '10.0.0.10', last: '10.0.0.20' },
        images: ['/a.iso', '/b.iso'],
        dataDir: '/d',
        console: { host: '0.0.0.0', port: 8600 },
        httpPort: 8080,
        unknown: { target: 'a.iso', answer: '/x.preseed' },
        assign: [
          { mac: '52:54:00:00:00:01', target: 'b.iso', answer: '/y.preseed' },
          { mac: '52:54:00:00:00:02', target: 'local' },
        ],
        arm: 'once',
        force: true,
      },
    });
  });

  it('is safe when nothing is said', () => {
    expect(parse('serve --interface en7')).toMatchObject({
      run: {
        mode: 'own',
        arm: 'off',
        force: false,
        images: [],
        assign: [],
        httpPort: 80,
        console: { host: '127.0.0.1', port: 0 },
      },
    });
  });

  it('leaves the choice open only where that is said', () => {
    expect(parse('serve --choose --data /d --image a.iso')).toMatchObject({
      run: { choose: true, mode: 'listen', force: false },
    });
    expect(parse('serve')).not.toHaveProperty('run.choose');
    for (const more of ['--interface lan0', '--mode own', '--force'])
      expect(() => parse(`serve --choose ${more}`)).toThrow(
        expect.objectContaining({ code: 'BAD_ARGUMENT' }) as Error,
      );
  });

  it('answers nobody on an interface that was not chosen', () => {
    expect(parse('serve')).toMatchObject({ run: { mode: 'listen' } });
    expect(() => parse('serve --mode own')).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
    expect(() => parse('serve --mode beside')).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
  });

  it.each([
    ['serve --mode both', 'BAD_ARGUMENT'],
    ['serve --arm twice', 'BAD_ARGUMENT'],
    ['serve --assign 52:54:00=a.iso', 'BAD_MAC'],
    ['serve --assign a.iso', 'BAD_ARGUMENT'],
    ['serve --range 10.0.0.1', 'BAD_RANGE'],
    ['serve --range 10.0.0.1-10.0.0.999', 'BAD_RANGE'],
    ['serve --console 8600', 'BAD_ARGUMENT'],
    ['serve --http-port http', 'BAD_ARGUMENT'],
    ['serve --http-port 70000', 'BAD_ARGUMENT'],
    ['serve --answer x', 'BAD_ARGUMENT'],
    ['serve --unknown wait --answer x', 'BAD_ARGUMENT'],
    ['serve --nonsense', 'BAD_ARGUMENT'],
    ['serve --interface', 'BAD_ARGUMENT'],
    ['serve stray', 'BAD_ARGUMENT'],
    ['boot', 'BAD_ARGUMENT'],
    ['call', 'BAD_ARGUMENT'],
    ['call machines.list {', 'BAD_ARGUMENT'],
    ['inspect', 'BAD_ARGUMENT'],
  ])('%s: %s with a hint', (line, code) => {
    expect(() => parse(line)).toThrow(
      expect.objectContaining({ code, hint: expect.stringMatching(/.{8,}/) as string }),
    );
  });
});

it('call takes JSON', () => {
  expect(parseCommandLine(['call', 'machines.plan', '{"mac":"x"}', '--data', '/d'])).toEqual({
    name: 'call',
    command: 'machines.plan',
    input: { mac: 'x' },
    dataDir: '/d',
  });
});
