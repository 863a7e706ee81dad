import { beforeEach, describe, expect, it } from 'vitest';
import { openFiles } from '../../main/shell/open-files.ts';
import { AppError } from '../../shared/model/error.ts';
import { AppDouble, DialogDouble, asApp } from './electron-double.ts';

let app: AppDouble;
let dialog: DialogDouble;
let imported: string[];
let captures: string[];
const showCapture = async (path: string) => void captures.push(path);
const importImage = async (path: string) => void imported.push(path);

beforeEach(() => {
  app = new AppDouble();
  dialog = new DialogDouble();
  imported = [];
  captures = [];
});

describe('files opened with Rackboot', () => {
  it('wait for the engine, and go to it in order', async () => {
    const opened = openFiles({ app: asApp(app), dialog, showCapture });
    // macOS: before the app is ready.
    expect(app.does('open-file', '/isos/a.iso')).toBe(false);
    await opened.open(['/isos/B.ISO', '/images/Sierra.nbi']);
    expect(imported).toEqual([]);
    await opened.ready(importImage);
    expect(imported).toEqual(['/isos/a.iso', '/isos/B.ISO', '/images/Sierra.nbi']);
    app.does('open-file', '/isos/c.iso');
    expect(imported.at(-1)).toBe('/isos/c.iso');
  });

  it('go to the page when they are captures, get a sentence when they are nothing we know, and the others go on', async () => {
    dialog.answers = [0];
    const opened = openFiles({ app: asApp(app), dialog, showCapture });
    await opened.ready(importImage);
    await opened.open(['/a/boot.pcapng', '/a/notes.txt', '/isos/a.iso']);
    expect(dialog.asked.map(({ message }) => message)).toEqual(['notes.txt was not opened.']);
    expect(captures).toEqual(['/a/boot.pcapng']);
    expect(imported).toEqual(['/isos/a.iso']);
  });

  it('say what the engine said', async () => {
    dialog.answers = [0];
    const opened = openFiles({ app: asApp(app), dialog, showCapture });
    await opened.ready(() =>
      Promise.reject(new AppError('NOT_AN_ISO', 'It is no ISO.', 'Download it again.')),
    );
    await opened.open(['/isos/a.iso']);
    expect(dialog.asked[0]?.detail).toBe('It is no ISO.\nDownload it again.');
  });
});
