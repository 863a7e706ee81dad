import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { dropFiles, noBrowser, openConsole } from './browser.ts';
import { EngineDouble } from './engine-double.ts';

const MAC = '00:25:90:96:c4:9a';
const KICKSTART = 'clearpart --all\nrootpw secret\nnetwork --hostname={{ hostName }}\nreboot\n';

function lab(): EngineDouble {
  const engine = new EngineDouble();
  engine.addAnswer('lab.ks', KICKSTART);
  return engine;
}

const shelf = (page: Page) => page.getByRole('region', { name: 'Answer files' });
const sheet = (page: Page, name: string) => page.getByRole('dialog', { name });
const text = (page: Page, name: string) => page.getByRole('textbox', { name: `Text of ${name}` });

async function edit(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await text(page, name).waitFor();
}

describe.skipIf(noBrowser)('the shelf of answer files', () => {
  it('says what each is, what there is to look at, and what erases', async () => {
    const { page } = await openConsole(lab());
    await shelf(page).getByText('Kickstart, 1 thing to look at, erases disks').waitFor();
  });

  it('makes one of a template, with a password or without, or an empty one', async () => {
    const engine = new EngineDouble();
    const { page } = await openConsole(engine);
    await shelf(page).getByText('Begin with a built-in one').waitFor();
    await shelf(page).getByRole('button', { name: 'New answer file' }).click();
    const dialog = sheet(page, 'New answer file');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await dialog.getByLabel('Begin with').selectOption({ label: 'ESXi 7 and newer (ESXi kickstart)' });
    await dialog.getByLabel('Name').fill('rack3.cfg');
    await dialog.getByLabel('Root password').fill('VMware1!');
    await dialog.getByLabel('Root password').press('Enter');
    await text(page, 'rack3.cfg').waitFor();
    expect(engine.answers.get('rack3.cfg')?.text).toContain('rootpw --iscrypted $6$salt$hashed');
    expect(engine.answers.get('rack3.cfg')?.text).not.toContain('VMware1!');
    await page.keyboard.press('Escape');

    await shelf(page).getByRole('button', { name: 'New answer file' }).click();
    await dialog.getByLabel('Begin with').selectOption({ label: 'An empty file' });
    expect(await dialog.getByRole('button', { name: 'Make it' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Name').fill('own.ks');
    await dialog.getByLabel('Name').press('Enter');
    await expect.poll(() => text(page, 'own.ks').inputValue()).toBe('');
    expect([...engine.answers.keys()]).toEqual(['rack3.cfg', 'own.ks']);
  });

  it('takes one away, and brings it back', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await shelf(page).getByText('lab.ks').hover();
    await shelf(page).getByRole('button', { name: 'Remove lab.ks' }).click();
    await shelf(page).getByText('lab.ks').waitFor({ state: 'detached' });
    expect(engine.answers.size).toBe(0);
    await page.getByRole('status').getByText('lab.ks was removed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await shelf(page).getByText('lab.ks').waitFor();
    expect(engine.answers.get('lab.ks')?.text).toBe(KICKSTART);
  });

  it('asks before it takes away what machines use', async () => {
    const engine = lab();
    engine.addImage('centos.iso', 1000);
    const { mac } = engine.machine(MAC);
    await engine.commands['machines.assign']({ mac, image: 'centos', answer: 'lab.ks', arm: 'off' });
    const { page } = await openConsole(engine);
    await shelf(page).getByText('lab.ks').hover();
    await shelf(page).getByRole('button', { name: 'Remove' }).click();
    await shelf(page).getByText('1 machine would wait without it. Remove?').waitFor();
    await page.keyboard.press('Escape');
    expect(engine.answers.size).toBe(1);
    await edit(page, 'lab.ks');
    expect(await sheet(page, 'lab.ks').getByRole('button', { name: 'Rename…' }).isDisabled()).toBe(true);
  });

  it('shows why the engine refuses, on the sheet itself', async () => {
    const { page } = await openConsole(lab());
    await edit(page, 'lab.ks');
    await sheet(page, 'lab.ks').getByRole('button', { name: 'Save as…' }).click();
    await page.getByLabel('Name of the answer file').fill('.hidden');
    await page.keyboard.press('Enter');
    await sheet(page, 'lab.ks')
      .getByRole('alert')
      .getByText('cannot be the name of an answer file')
      .waitFor();
  });
});

describe.skipIf(noBrowser)('the editor', () => {
  it('checks while one types, marks the lines, and leads to them', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await edit(page, 'lab.ks');
    const checks = sheet(page, 'lab.ks').getByRole('complementary', { name: 'Check' });
    await checks.getByText('The root password can be read by everybody.').waitFor();
    await checks.getByRole('region', { name: 'Erases disks' }).getByText('clearpart --all').waitFor();
    await checks.getByRole('button', { name: 'line 2' }).click();
    const selected = () =>
      text(page, 'lab.ks').evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      );
    expect(await selected()).toBe('rootpw secret');
    await page.keyboard.type('rootpw --iscrypted $6$a$b');
    await checks.getByText('The root password').waitFor({ state: 'detached' });
    await checks.getByRole('region', { name: 'Erases disks' }).waitFor();
    expect(engine.answers.get('lab.ks')?.text).toBe(KICKSTART);
  });

  it('saves by Ctrl+S, reverts, and does not lose what is not saved', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await edit(page, 'lab.ks');
    await text(page, 'lab.ks').press('Control+End');
    await page.keyboard.type('eula --agreed\n');
    await sheet(page, 'lab.ks').getByText('not saved').waitFor();
    await page.keyboard.press('Control+s');
    await sheet(page, 'lab.ks').getByText('not saved').waitFor({ state: 'detached' });
    expect(engine.answers.get('lab.ks')?.text).toBe(`${KICKSTART}eula --agreed\n`);

    await page.keyboard.type('oops');
    await sheet(page, 'lab.ks').getByRole('button', { name: 'Revert' }).click();
    expect(await text(page, 'lab.ks').inputValue()).toBe(`${KICKSTART}eula --agreed\n`);

    await text(page, 'lab.ks').press('Control+End');
    await page.keyboard.type('# more\n');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await sheet(page, 'lab.ks').getByText('What you changed is not saved.').waitFor();
    await sheet(page, 'lab.ks').getByRole('button', { name: 'Save and close' }).click();
    await sheet(page, 'lab.ks').waitFor({ state: 'detached' });
    expect(engine.answers.get('lab.ks')?.text).toMatch(/# more\n$/);
  });

  it('copies a file, renames it, and keeps what is typed when the file changes elsewhere', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await edit(page, 'lab.ks');
    await sheet(page, 'lab.ks').getByRole('button', { name: 'Save as…' }).click();
    expect(await page.getByLabel('Name of the answer file').inputValue()).toBe('lab-copy.ks');
    await page.keyboard.press('Enter');
    await text(page, 'lab-copy.ks').waitFor();
    await sheet(page, 'lab-copy.ks').getByRole('button', { name: 'Rename…' }).click();
    await page.getByLabel('Name of the answer file').fill('rack4.ks');
    await page.keyboard.press('Enter');
    await text(page, 'rack4.ks').waitFor();
    expect([...engine.answers.keys()]).toEqual(['lab.ks', 'rack4.ks']);
    expect(engine.answers.get('rack4.ks')?.text).toBe(KICKSTART);

    await text(page, 'rack4.ks').press('Control+End');
    await page.keyboard.type('# mine\n');
    engine.machine(MAC);
    engine.addAnswer('rack4.ks', '# theirs\n');
    await sheet(page, 'rack4.ks').getByText('Somebody saved this file meanwhile.').waitFor();
    expect(await text(page, 'rack4.ks').inputValue()).toBe(`${KICKSTART}# mine\n`);
    await sheet(page, 'rack4.ks').getByRole('button', { name: 'Revert' }).click();
    expect(await text(page, 'rack4.ks').inputValue()).toBe('# theirs\n');
  });

  it('says what is filled in, and puts a variable where the cursor is', async () => {
    const engine = lab();
    engine.addAnswer('lab.ks', '# {{ rack }} {{ hostName }}\n');
    const { page } = await openConsole(engine);
    await edit(page, 'lab.ks');
    const variables = sheet(page, 'lab.ks').getByRole('region', { name: 'Variables' });
    await variables.getByText('rack Has no value anywhere yet').waitFor();
    await variables.getByText('hostName Its name').waitFor();
    engine.configure({ groups: { 'rack 3': { variables: { rack: 'R3' } } } });
    await variables.getByText('rack Set for some groups.').waitFor();
    await text(page, 'lab.ks').press('Control+End');
    await sheet(page, 'lab.ks').getByText('What can be filled in').click();
    await sheet(page, 'lab.ks').getByRole('button', { name: 'homeUrl' }).click();
    expect(await text(page, 'lab.ks').inputValue()).toBe('# {{ rack }} {{ hostName }}\n{{ homeUrl }}');
  });

  it('of a file of 20,000 lines draws only the numbers in sight', async () => {
    const engine = new EngineDouble();
    engine.addAnswer('long.ks', `${'# line\n'.repeat(19_999)}clearpart --all`);
    const { page } = await openConsole(engine);
    await edit(page, 'long.ks');
    await sheet(page, 'long.ks').getByRole('button', { name: 'line 20000' }).click();
    await sheet(page, 'long.ks').getByText('20000', { exact: true }).first().waitFor();
    expect(await sheet(page, 'long.ks').locator('[aria-hidden] div div').count()).toBeLessThan(100);
  });
});

describe.skipIf(noBrowser)('the preview', () => {
  async function prepared(): Promise<EngineDouble> {
    const engine = lab();
    engine.addImage('centos.iso', 1000);
    const { mac } = engine.machine(MAC, { name: 'esx-01' });
    engine.machine('00:25:90:96:c4:9b');
    await engine.commands['machines.assign']({ mac, image: 'centos', answer: 'lab.ks', arm: 'off' });
    return engine;
  }

  it('opens at the machine, with the exact text, what changed, and who says so', async () => {
    const engine = await prepared();
    engine.addAnswer('lab.ks', `${KICKSTART}# {{ rack }}\n`);
    engine.configure({ variables: { rack: 'R3' } });
    const { page } = await openConsole(engine);
    await page.getByRole('listbox', { name: 'Machines' }).getByText('esx-01').click();
    await page.getByRole('button', { name: 'Preview what it gets…' }).click();
    const dialog = sheet(page, 'lab.ks');
    expect(await dialog.getByRole('combobox', { name: 'Machine' }).inputValue()).toBe(MAC);
    const diff = dialog.getByRole('region', { name: 'What it gets, with changes' });
    await diff.getByText('network --hostname={{ hostName }}').waitFor();
    await diff.getByText('network --hostname=esx-01').waitFor();
    await diff.getByText('# R3').waitFor();
    const values = dialog.getByRole('region', { name: 'Filled in' });
    await values.getByText('rack all machines').waitFor();
    await values.getByText('hostName Rackboot').waitFor();
    await dialog.getByLabel('Only what it gets').check();
    expect(await dialog.getByRole('region', { name: 'What it gets', exact: true }).textContent()).toBe(
      `clearpart --all\nrootpw secret\nnetwork --hostname=esx-01\nreboot\n# R3\n`,
    );
  });

  it('of a machine that lacks a value says which, and leads to its line; what is typed counts', async () => {
    const engine = await prepared();
    const { page } = await openConsole(engine);
    await edit(page, 'lab.ks');
    const dialog = sheet(page, 'lab.ks');
    await dialog.getByRole('tab', { name: 'Edit' }).focus();
    await page.keyboard.press('ArrowRight');
    await dialog.getByRole('combobox', { name: 'Machine' }).selectOption('00:25:90:96:c4:9b');
    await dialog.getByText('{{ hostName }} has no value for this machine.').waitFor();
    await dialog.getByRole('button', { name: 'line 3' }).click();
    await expect
      .poll(() =>
        text(page, 'lab.ks').evaluate((area: HTMLTextAreaElement) =>
          area.value.slice(area.selectionStart, area.selectionEnd),
        ),
      )
      .toBe('network --hostname={{ hostName }}');
    await page.keyboard.type('network --hostname=fixed');
    await dialog.getByRole('tab', { name: 'Preview for a machine' }).click();
    await dialog.getByText('network --hostname=fixed').waitFor();
    await dialog.getByText('Nothing is filled in: every machine gets the same text.').waitFor();
    expect(engine.answers.get('lab.ks')?.text).toBe(KICKSTART);
  });

  it('asks for a machine where none is known', async () => {
    const { page } = await openConsole(lab());
    await edit(page, 'lab.ks');
    await page.getByRole('tab', { name: 'Preview for a machine' }).click();
    await page.getByText('No machine is known yet.').waitFor();
  });
});

describe.skipIf(noBrowser)('a dropped answer file', () => {
  it('is taken while a sheet is open, too', async () => {
    const engine = lab();
    const { page } = await openConsole(engine);
    await edit(page, 'lab.ks');
    await dropFiles(page, 'dialog', [{ name: 'other.ks', bytes: 0, text: 'reboot\n' }]);
    await expect.poll(() => [...engine.answers.keys()]).toEqual(['lab.ks', 'other.ks']);
  });
});
