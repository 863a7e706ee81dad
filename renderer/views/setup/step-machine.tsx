/** 5: a machine, and how it is made to boot from the network. */
import { Button } from '@mantine/core';
import type { EngineStatus } from '../../../shared/model/api.ts';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import { BOOT_KEYS } from './boot-keys.ts';
import styles from './first-steps.module.css';
import { closeSetup } from './setup-shown.ts';

export function MachineStep({ engine }: { engine: EngineStatus }) {
  const words = texts().setup.machine;
  const seen = useStore((state) => state.machines.size > 0);
  return (
    <>
      <p className="soft">{words.why}</p>
      {seen && (
        <div>
          <Button variant="filled" onClick={() => closeSetup()}>
            {words.seeThem}
          </Button>
        </div>
      )}
      <div className={styles.how}>
        <h4>{words.pc}</h4>
        <p className="soft">{words.pcDo}</p>
        <table className={styles.keys}>
          <thead>
            <tr>
              <th scope="col">{words.vendorColumn}</th>
              <th scope="col">{words.keyColumn}</th>
            </tr>
          </thead>
          <tbody>
            {BOOT_KEYS.map(({ vendor, key, more }) => (
              <tr key={vendor}>
                <th scope="row">{words.vendor[vendor]}</th>
                <td>{words.key(key, more)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.how}>
        <h4>{words.mac}</h4>
        <p className="soft">{words.macDo}</p>
      </div>
      <div className={styles.how}>
        <h4>{words.vm}</h4>
        <p className="soft">{words.vmDo(engine.interface?.name ?? '…')}</p>
      </div>
    </>
  );
}
