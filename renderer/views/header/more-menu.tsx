/** What is needed less often than the rest of the header. */
import { Button, Menu } from '@mantine/core';
import { useRef } from 'react';
import { openSetup } from '../setup/setup-shown.ts';
import { openDialog, select } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './more-menu.module.css';

export function MoreMenu() {
  const words = texts().header;
  const button = useRef<HTMLButtonElement>(null);
  const items: readonly (readonly [string, () => void] | 'line')[] = [
    [words.about, () => openDialog({ dialog: 'about' })],
    [words.rack, () => openDialog({ dialog: 'rack', tab: 'variables' })],
    [words.network, () => select(undefined)],
    [words.firstSteps, openSetup],
    [words.settings(texts().settings.title), () => openDialog({ dialog: 'settings' })],
    [words.keyboard, () => openDialog({ dialog: 'keyboard' })],
    'line',
    [words.quit, () => openDialog({ dialog: 'quit' })],
  ];
  return (
    <Menu
      position="bottom-end"
      // In the header, where a menu of the header is looked for, and with nothing in it but items.
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: styles.dropdown ?? '', item: styles.item ?? '', divider: styles.divider ?? '' }}
    >
      <Menu.Target>
        <Button ref={button}>
          {words.more}
          <span aria-hidden="true" className={styles.arrow}>
            ▾
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={words.more}>
        {items.map((item) =>
          item === 'line' ? (
            <Menu.Divider key={item} />
          ) : (
            <Menu.Item
              key={item[0]}
              onClick={() => {
                // The item goes away with the menu; a dialog gives the keyboard back to what had it.
                button.current?.focus();
                item[1]();
              }}
            >
              {item[0]}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
