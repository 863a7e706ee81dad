/** A part of the window that may break without taking the rest with it: a defect there is said, not shown as a blank page. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Component } from 'react';
import { texts } from '../texts/texts.ts';

interface RegionProps {
  readonly name: string;
  readonly children: ReactNode;
}

export class Region extends Component<RegionProps, { readonly broken?: string }> {
  override state: { readonly broken?: string } = {};

  static getDerivedStateFromError(error: unknown): { broken: string } {
    return { broken: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === undefined) return this.props.children;
    return (
      <div role="alert">
        <p className="warn">{texts().page.broken(this.props.name, broken)}</p>
        <Button onClick={() => this.setState({ broken: undefined })}>{texts().page.tryAgain}</Button>
      </div>
    );
  }
}
