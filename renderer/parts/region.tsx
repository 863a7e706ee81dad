/** A part of the window that may break without taking the rest with it: a defect there is said, not shown as a blank page. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Component } from 'react';

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
        <p className="warn">
          {this.props.name} cannot be shown: {broken}. This is a defect in Rackboot; machines are served all
          the same.
        </p>
        <Button onClick={() => this.setState({ broken: undefined })}>Try again</Button>
      </div>
    );
  }
}
