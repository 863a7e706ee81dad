/** The first run: five steps, in the middle of the window, which stays usable all the time. */
import { Button } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EngineStatus } from '../../../shared/model/api.ts';
import { useNetwork } from '../../network/network-state.ts';
import { goToMachines } from '../../parts/give-back.ts';
import { PLACES } from '../../parts/skip-links.tsx';
import { useStore } from '../../store.ts';
import { texts } from '../../texts/texts.ts';
import styles from './first-steps.module.css';
import { closeSetup, openSetup, setWriting } from './setup-shown.ts';
import { AddressStep } from './step-address.tsx';
import { ImageStep } from './step-image.tsx';
import { InterfaceStep } from './step-interface.tsx';
import { MachineStep } from './step-machine.tsx';
import { StartStep } from './step-start.tsx';
import type { Step } from './steps.ts';
import { STEPS, stepsDone } from './steps.ts';

const PAGES: Readonly<Record<Step, (props: { readonly engine: EngineStatus }) => ReactNode>> = {
  interface: InterfaceStep,
  address: AddressStep,
  start: StartStep,
  image: ImageStep,
  machine: MachineStep,
};

export function FirstSteps() {
  const words = texts().setup;
  const engine = useStore((state) => state.engine) as EngineStatus;
  const done = useDone(engine);
  const machines = useStore((state) => state.machines.size);
  const [opened, setOpened] = useState<Step>();
  const current = STEPS.find((_step, index) => !done[index]);
  const page = useRef<HTMLElement>(null);
  useGoingOn(page, current);
  useWriting(page);
  useLeaving(page);
  return (
    <main ref={page} id={PLACES.machines} tabIndex={-1} className={styles.page} aria-label={words.title}>
      <div className={styles.column}>
        <div>
          <h2 className={styles.title}>{words.title}</h2>
          <p className="soft">{words.intro}</p>
        </div>
        <ol className={styles.steps}>
          {STEPS.map((step, index) => (
            <StepBox
              key={step}
              step={step}
              number={index + 1}
              done={done[index] === true}
              open={(opened ?? current) === step}
              onToggle={(open) => setOpened(open ? step : undefined)}
              engine={engine}
            />
          ))}
        </ol>
        {engine.interface !== undefined && (
          <div className={styles.end}>
            <Button onClick={() => closeSetup()}>{machines > 0 ? words.back : words.close}</Button>
            <Button variant="subtle" title={words.neverMeans} onClick={() => closeSetup(true)}>
              {words.never}
            </Button>
          </div>
        )}
      </div>
    </main>
  );
}

/** The step that is next comes into view, and the keyboard goes along from the one that closed under it. */
function useGoingOn(page: RefObject<HTMLElement | null>, current: Step | undefined): void {
  const before = useRef(current);
  const wasHere = useRef(false);
  useEffect(() => {
    const note = (event: FocusEvent): void => {
      wasHere.current = event.target instanceof Node && page.current?.contains(event.target) === true;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, [page]);
  useEffect(() => {
    if (before.current === current) return;
    before.current = current;
    const step = page.current?.querySelector(`[data-step="${current ?? ''}"]`);
    step?.scrollIntoView({ block: 'nearest' });
    if (wasHere.current && document.activeElement === document.body)
      step?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, [page, current]);
}

/** While somebody writes in a form of the page, it stays, whatever comes in meanwhile. */
function useWriting(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const look = (): void => setWriting(isInForm(page.current));
    // When the keyboard is where it goes: between two fields it is nowhere.
    const later = (): void => void setTimeout(look);
    look();
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', later);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', later);
    };
    // A step that closes takes its form along without a word: looked at after every change.
  });
  useEffect(() => () => setWriting(false), []);
}

function isInForm(page: HTMLElement | null): boolean {
  const form = document.activeElement?.closest('form') ?? null;
  return form !== null && page?.contains(form) === true;
}

/** The keyboard is not lost with the page. */
function useLeaving(page: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = page.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      // The machines are there in a moment; where the page is only drawn anew, it was given to its new self by then.
      queueMicrotask(() => {
        if (document.activeElement === document.body) goToMachines();
      });
    };
  }, [page]);
}

/** An interface that was chosen and only lacks its address is chosen. */
function useDone(engine: EngineStatus): readonly boolean[] {
  const images = useStore((state) => state.images.length);
  const machines = useStore((state) => state.machines.size);
  const picked = useNetwork((state) => state.picked);
  const [chosen, ...others] = stepsDone(engine, images, machines);
  return [chosen === true || picked !== undefined, ...others];
}

interface StepBoxProps {
  readonly step: Step;
  readonly number: number;
  readonly done: boolean;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly engine: EngineStatus;
}

function StepBox({ step, number, done, open, onToggle, engine }: StepBoxProps) {
  const words = texts().setup;
  const Page = PAGES[step];
  return (
    <li className={`${styles.step ?? ''} ${done ? (styles.done ?? '') : ''}`} data-step={step}>
      <div className={styles.head}>
        <h3>
          <button
            type="button"
            aria-expanded={open}
            className={styles.toggle}
            onClick={() => onToggle(!open)}
          >
            <span className={styles.number} aria-hidden="true">
              {done ? '✓' : number}
            </span>
            <span>{words[step].title}</span>
            {done && <span className="unseen">, {words.done}</span>}
          </button>
        </h3>
        {done && !open && (
          <span className={`soft cut ${styles.summary ?? ''}`}>
            <Summary step={step} engine={engine} />
          </span>
        )}
      </div>
      {open && (
        <div className={styles.body}>
          <Page engine={engine} />
        </div>
      )}
    </li>
  );
}

/** How a step came out. */
function Summary({ step, engine }: { step: Step; engine: EngineStatus }) {
  const words = texts().setup;
  const images = useStore((state) => state.images);
  const picked = useNetwork((state) => state.picked);
  const name = engine.interface?.name ?? picked ?? '';
  switch (step) {
    case 'interface':
      return name;
    case 'address':
      return words.address.has(name, engine.address ?? '');
    case 'start':
      return words.start.serving(name, texts().header.mode[engine.mode]);
    case 'image':
      return words.image.has(images.at(0)?.title ?? '', images.length);
    case 'machine':
      return <MachinesSeen />;
  }
}

function MachinesSeen() {
  const order = useStore((state) => state.order);
  const first = useStore((state) => state.machines.get(state.order[0] ?? ('' as never)));
  return texts().setup.machine.has(first?.name ?? first?.model ?? first?.mac ?? '', order.length);
}

/** One line above the machines, while steps are left. */
export function FirstStepsStrip() {
  const words = texts().setup;
  const engine = useStore((state) => state.engine) as EngineStatus;
  const done = useDone(engine);
  const next = STEPS.find((_step, index) => !done[index]);
  return (
    <p className={styles.strip}>
      <b>{words.title}</b>
      <span className="soft">{words.progress(done.filter(Boolean).length, STEPS.length)}</span>
      {next && <span className="cut">{words.next(words[next].title)}</span>}
      <span className={styles.space} />
      <Button onClick={openSetup}>{words.show}</Button>
      <Button variant="subtle" title={words.neverMeans} onClick={() => closeSetup(true)}>
        {words.never}
      </Button>
    </p>
  );
}
