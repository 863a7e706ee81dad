import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAnswerTexts } from '../../main/engine/answer-texts.ts';
import { createAnswerValues } from '../../main/engine/answer-values.ts';
import { openAnswerShelf } from '../../main/engine/answers.ts';
import { prepareDataDir } from '../../main/engine/data-dir.ts';
import { openPasswordStore } from '../../main/engine/password-store.ts';
import { fillAnswer } from '../../shared/boot/answers/fill.ts';
import type { Config } from '../../shared/model/config.ts';
import { configSchema } from '../../shared/model/config.ts';
import type { Machine } from '../../shared/model/machine.ts';
import type { Ipv4, Mac } from '../../shared/wire/address.ts';
import { subnetOf } from '../../shared/wire/address.ts';
import { debianImage, esxiImage, memtestImage } from '../boot/image-samples.ts';
import { temporaryFolder } from './temporary.ts';

const mac = '52:54:00:ab:cd:01' as Mac;
const other = '52:54:00:ab:cd:02' as Mac;
const HASH = `$6$saltsalt$${'a'.repeat(86)}`;
const image = debianImage();

async function bench(settings: unknown = {}, machine: Partial<Machine> = {}) {
  const folder = temporaryFolder();
  await prepareDataDir(folder);
  const shelf = await openAnswerShelf(folder);
  const passwords = await openPasswordStore(folder);
  let config: Config = configSchema.parse(settings);
  const addresses = new Map<Mac, Ipv4>();
  const values = createAnswerValues({
    http: 'http://10.77.0.1:8080',
    address: '10.77.0.1' as Ipv4,
    subnet: subnetOf('10.77.0.1' as Ipv4, 24),
    config: () => config,
    machine: (one) => (one === mac ? ({ mac, ...machine } as Machine) : undefined),
    addressOf: (one) => addresses.get(one),
    homePath: (one) => `/home/${one.replaceAll(':', '')}`,
    passwords,
  });
  const texts = createAnswerTexts({
    values,
    text: shelf.text,
    folder: join(import.meta.dirname, '../../resources/answer-templates'),
  });
  const plain = (one: Mac = mac) =>
    Object.fromEntries([...values(one, image)].map(([name, { value }]) => [name, value]));
  return {
    ...{ shelf, passwords, texts, values, plain, addresses },
    configure: (change: unknown) => (config = configSchema.parse({ ...config, ...(change as object) })),
  };
}

describe('the values of a machine', () => {
  it('are what is known of it and of the network', async () => {
    const { plain, addresses } = await bench(
      {
        router: '10.77.0.254',
        dns: ['10.77.0.53'],
        ntp: ['10.77.0.5'],
        domain: 'lab.example',
        names: { [mac]: 'esx-01' },
        sshKeys: ['ssh-rsa x'],
      },
      {
        model: 'Some Server',
        serial: 'A1',
        uuid: '4c4c4544-0000-2010-8020-80c04f202020',
        hostName: 'said-by-dhcp',
      },
    );
    addresses.set(mac, '10.77.0.101' as Ipv4);
    expect(plain()).toEqual({
      ...{ mac, macDashes: '52-54-00-ab-cd-01', macPlain: '525400abcd01', macUpper: '52:54:00:AB:CD:01' },
      ...{ address: '10.77.0.101', prefixLength: 24, netmask: '255.255.255.0', gateway: '10.77.0.254' },
      ...{ hostName: 'esx-01', domain: 'lab.example', fqdn: 'esx-01.lab.example' },
      ...{ dns: ['10.77.0.53'], ntp: ['10.77.0.5'], sshKeys: ['ssh-rsa x'] },
      ...{ model: 'Some Server', serial: 'A1', uuid: '4c4c4544-0000-2010-8020-80c04f202020' },
      ...{
        serverAddress: '10.77.0.1',
        serverUrl: 'http://10.77.0.1:8080',
        syslogHost: '10.77.0.1',
        networkDevice: mac,
      },
      ...{
        homeUrl: 'http://10.77.0.1:8080/home/525400abcd01',
        imageUrl: `http://10.77.0.1:8080/i/${image.id}`,
      },
    });
  });

  it('come from the machine before its group before all, and facts from nobody', async () => {
    const { values } = await bench({
      variables: {
        rack: 'all',
        room: 'all',
        site: 'all',
        disk: 'sda',
        mac: 'forged',
        ntp: 'a.example b.example',
      },
      groups: { 'rack 1': { variables: { rack: 'group', room: 'group', homeUrl: 'http://evil/' } } },
      machines: { [mac]: { group: 'rack 1', variables: { rack: 'machine', hostName: 'own.lab.example' } } },
    });
    const found = values(mac, image);
    const of = (name: string) => found.get(name);
    expect(of('rack')).toEqual({ value: 'machine', from: 'machine' });
    expect(of('room')).toEqual({ value: 'group', from: 'group' });
    expect(of('site')).toEqual({ value: 'all', from: 'all' });
    expect(of('disk')).toEqual({ value: 'sda', from: 'all' });
    expect(of('ntp')).toEqual({ value: ['a.example', 'b.example'], from: 'all' });
    expect(of('mac')).toEqual({ value: mac, from: 'builtin' });
    expect(of('homeUrl')?.value).toMatch(/^http:\/\/10\.77\.0\.1/);
    expect(of('hostName')).toEqual({ value: 'own', from: 'machine' });
    expect(of('fqdn')).toEqual({ value: 'own.lab.example', from: 'machine' });
    expect(values(other, image).get('rack')).toEqual({ value: 'all', from: 'all' });
  });

  it('have a name of their own for every machine', async () => {
    const { values } = await bench({}, { hostName: '(none)' });
    expect(values(mac, image).get('hostName')).toEqual({ value: 'node-abcd01', from: 'default' });
    expect(values(other, image).get('hostName')).toEqual({ value: 'node-abcd02', from: 'default' });
  });
});

describe('an answer file', () => {
  it('is filled in for its machine; what is missing makes that machine wait and no other', async () => {
    const { shelf, texts, configure, passwords } = await bench();
    const file = await shelf.save(
      'a.preseed',
      'd-i a/b string {{ rack }}\nd-i c/d password {{ rootPasswordCrypted }}\n',
    );
    expect(file.variables).toEqual(['rack', 'rootPasswordCrypted']);
    expect(texts.problem(mac, image, file)).toBe(
      'a.preseed, line 1: {{ rack }} has no value: give it one for the machine, its group or all, or write {{ rack | default: "…" }} (and 1 more)',
    );
    configure({ machines: { [mac]: { variables: { rack: '7' } } } });
    expect(texts.problem(mac, image, file)).toBe(
      'a.preseed, line 2: {{ rootPasswordCrypted }} has no value for this machine: set a root password for it, its group or all',
    );
    await passwords.set({}, HASH);
    expect(texts.problem(mac, image, file)).toBeUndefined();
    expect(texts.problem(mac, image, file)).toBeUndefined();
    expect(texts.problem(other, image, file)).toMatch(/\{\{ rack \}\}/);
    const { text } = await shelf.read('a.preseed');
    expect(texts.fill(mac, image, file, text)).toBe(`d-i a/b string 7\nd-i c/d password ${HASH}\n`);
    expect(() => texts.fill(other, image, file, text)).toThrow(/a\.preseed, line 1: \{\{ rack \}\}/);
    const changed = await shelf.save('a.preseed', 'd-i a/b string {{ nothing }}\n');
    expect(texts.problem(mac, image, changed)).toMatch(/\{\{ nothing \}\}/);
  });

  it('with the address in it waits for no address: the machine has one when it asks', async () => {
    const { shelf, texts } = await bench();
    const file = await shelf.save('a.ks', 'network --ip={{ address }}\n');
    expect(texts.problem(mac, image, file)).toBeUndefined();
    expect(() => texts.fill(mac, image, file, shelf.text('a.ks') ?? '')).toThrow(/\{\{ address \}\}/);
  });

  it('is previewed with what was filled in, and by whom', async () => {
    const { shelf, texts, passwords } = await bench({
      ntp: ['10.0.0.1', '10.0.0.2'],
      variables: { rack: "it's" },
    });
    await passwords.set({ mac }, HASH);
    const text = 'x {{ rack }} {{ rootPasswordCrypted }}\n{% for one in ntp %}{{ one }} {% endfor %}\n';
    const file = await shelf.save('a.ks', text);
    expect(texts.preview(mac, image, file, text)).toEqual({
      template: text,
      text: `x "it's" ${HASH}\n10.0.0.1 10.0.0.2 \n`,
      problems: [],
      values: [
        { name: 'rack', value: "it's", from: 'all' },
        { name: 'rootPasswordCrypted', value: HASH, from: 'machine' },
        { name: 'ntp', value: '10.0.0.1\n10.0.0.2', from: 'builtin' },
      ],
    });
    expect(texts.preview(mac, undefined, file, 'a\n{{ imageUrl }}')).toEqual({
      template: 'a\n{{ imageUrl }}',
      problems: [{ line: 2, sentence: '{{ imageUrl }} has no value for this machine.' }],
      values: [],
    });
  });
});

describe('a built-in template', () => {
  it('is found by the installer of an image', async () => {
    const { texts } = await bench();
    expect(texts.templateFor(esxiImage('6.7')).id).toBe('esxi-6.cfg');
    expect(texts.templateFor(image).id).toBe('debian.preseed');
    expect(() => texts.templateFor(memtestImage())).toThrow(/no built-in answer file/);
    expect(texts.templates()).toContainEqual({
      id: 'proxmox.toml',
      title: 'Proxmox VE 8.3 and newer',
      format: 'toml',
    });
  });

  it('takes the password of the machine, or the one it is made with', async () => {
    const { texts } = await bench();
    for (const { id, format } of texts.templates()) {
      const open = await texts.template(id);
      const made = await texts.template(id, HASH);
      expect(made.name).toBe(id);
      expect(open.text.includes('{{ rootPasswordCrypted }}')).toBe(format !== 'unattend');
      expect(made.text).not.toContain('rootPasswordCrypted');
      expect(made.text.includes(HASH)).toBe(format !== 'unattend');
      const least = {
        mac,
        hostName: 'a',
        networkDevice: mac,
        homeUrl: 'http://h/home/x',
        imageUrl: 'http://h/i/x',
        ntp: [],
        dns: [],
        sshKeys: [],
      };
      expect(fillAnswer(format, made.text, least)).toHaveProperty('text');
    }
    await expect(texts.template('esxi-7.cfg', 'secret')).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
    await expect(texts.template('../../package.json')).rejects.toMatchObject({ code: 'UNKNOWN_ANSWER' });
  });
});

describe('why an answer file cannot be given', () => {
  it.each([`rootpw --iscrypted {{ ${HASH} }}`, `rootpw {{ "${HASH}" | nonsense }}`])(
    'is told in events, and repeats no hash that stands in the file: %#',
    async (line) => {
      const { shelf, texts } = await bench();
      const answer = await shelf.save('a.cfg', `${line}\n`);
      const problem = texts.problem(mac, image, answer) ?? '';
      expect(problem).toMatch(/^a\.cfg, line 1: /);
      expect(problem).not.toContain('saltsalt');
      expect(() => texts.fill(mac, image, answer, `${line}\n`)).toThrow(/^(?!.*saltsalt).*line 1/);
    },
  );
});
