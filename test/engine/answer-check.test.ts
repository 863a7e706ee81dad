import { describe, expect, it } from 'vitest';
import { openAnswerShelf } from '../../main/engine/answers.ts';
import { createAnswerCommands } from '../../main/engine/answer-commands.ts';
import type { CommandsOptions } from '../../main/engine/commands.ts';
import { prepareDataDir } from '../../main/engine/data-dir.ts';
import type { Image } from '../../shared/model/image.ts';
import type { Ipv4 } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { temporaryFolder } from './temporary.ts';

const IMAGE = {
  id: 'rocky',
  title: 'Rocky 9.4',
  recipe: { family: 'rhel', version: '9.4', answer: 'kickstart', entries: [], notes: [], why: [] },
} as unknown as Image;

async function commandsWith(text: string): Promise<ReturnType<typeof createAnswerCommands>> {
  const dataDir = temporaryFolder();
  await prepareDataDir(dataDir);
  const answers = await openAnswerShelf(dataDir);
  await answers.save('node.ks', text);
  const options = {
    answers,
    images: { list: () => [IMAGE], get: (id: string) => (id === IMAGE.id ? IMAGE : undefined) },
    network: { own: '10.77.0.1' as Ipv4, subnet: subnetOf('10.77.0.1' as Ipv4, 24) },
    engine: () => ({ http: 'http://10.77.0.1' }),
  } as unknown as CommandsOptions;
  return createAnswerCommands(options);
}

describe('answers.check', () => {
  it('looks through the file for the installer of the image, and the kernel arguments', async () => {
    const commands = await commandsWith('%include /tmp/more\nauth\nclearpart --all\n');
    const { warnings, wipes } = await commands['answers.check']({
      id: 'node.ks',
      image: 'rocky',
      kernelArgs: 'ks=http://192.168.9.9/ks inst.text',
    });
    expect(warnings.map(({ line }) => line)).toEqual([0, 0]);
    expect(warnings[1]?.sentence).toContain('is not on 10.77.0.0/24');
    expect(wipes).toEqual([{ line: 3, text: 'clearpart --all', words: ['clearpart', '--all'] }]);
  });

  it('looks at what is in the editor in place of what was saved, as it would be saved', async () => {
    const commands = await commandsWith('%include /tmp/more\n');
    const check = commands['answers.check'];
    expect((await check({ id: 'node.ks', text: '%include /tmp/more\r\nvim-cmd x\r\n' })).warnings).toEqual([
      { line: 2, sentence: expect.stringContaining('"vim-cmd"') },
    ]);
    expect(await check({ id: 'node.ks' })).toEqual({ warnings: [], wipes: [] });
  });

  it('knows only files and images that are there', async () => {
    const commands = await commandsWith('%include /tmp/more\n');
    await expect(commands['answers.check']({ id: 'other.ks' })).rejects.toMatchObject({
      code: 'UNKNOWN_ANSWER',
    });
    await expect(commands['answers.check']({ id: 'node.ks', image: 'x' })).rejects.toMatchObject({
      code: 'UNKNOWN_IMAGE',
    });
  });
});
