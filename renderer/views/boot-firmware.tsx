/** What machines load first, and where it came from. */
import type { FirmwareFile } from '../../shared/model/api.ts';
import { firmwareActions } from '../actions/file-actions.ts';
import { useActionTools } from '../actions/use-action-tools.ts';
import { useEngine } from '../engine-context.ts';
import { sizeText } from '../format.ts';
import { MenuButton, menuOn } from '../menu/has-menu.tsx';
import { FileButton } from '../parts/file-button.tsx';
import { useStore } from '../store.ts';
import { texts } from '../texts/texts.ts';
import { firmwareGroups } from '../wording-files.ts';
import styles from './files.module.css';

export function BootFirmware() {
  const firmware = useStore((state) => state.firmware);
  const { intake } = useEngine();
  const t = texts().files;
  return (
    <section className={styles.section} aria-labelledby="firmware-title" data-drops="firmware">
      <h2 id="firmware-title">
        <span>{t.firmware}</span>
        <FileButton plain label={t.addFirmware} onFiles={(files) => intake.files(files, 'firmware')}>
          {t.add}
        </FileButton>
      </h2>
      {firmware.length === 0 && <p className="warn">{t.noFirmware}</p>}
      {firmwareGroups(firmware).map(({ title, source, files }) => (
        <div key={`${title} ${source}`}>
          <div>
            {title}, <span className="soft">{source}</span>
          </div>
          <ul className={styles.firmware}>
            {files.map((file) => (
              <FirmwareRow key={file.path} file={file} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function FirmwareRow({ file }: { file: FirmwareFile }) {
  const tools = useActionTools();
  const menu = { label: file.name, actions: () => firmwareActions(tools, file) };
  return (
    <li title={`${file.path}, ${sizeText(file.sizeBytes)}`} {...menuOn(menu)}>
      <span className="mono soft cut">{file.name}</span>
      <MenuButton {...menu} />
    </li>
  );
}
