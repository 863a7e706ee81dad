/** What machines load first, and where it came from. */
import { useEngine } from '../engine-context.ts';
import { sizeText } from '../format.ts';
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
              <li
                key={file.path}
                className="mono soft cut"
                title={`${file.path}, ${sizeText(file.sizeBytes)}`}
              >
                {file.name}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
