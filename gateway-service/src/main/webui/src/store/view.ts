import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Interval } from '../domain/candles';
import type { Zone } from '../domain/time';

export type Theme = 'dark' | 'light';
export type Tab = 'positions' | 'orders' | 'signals' | 'fills' | 'alerts';

/** What the detail drawer shows. */
export type Detail = { kind: 'order'; orderId: string } | { kind: 'signal'; id: string };

interface View {
  theme: Theme;
  zone: Zone;
  interval: Interval;
  tab: Tab;
  symbol?: string | undefined;
  sessionId?: string | undefined;
  /** Whether the tabs show the chosen symbol alone. */
  onlySymbol: boolean;
  /** Whether a CRITICAL alert is heard. */
  sound: boolean;
  /** Indicator variants that have a pane under the chart. */
  panes: readonly string[];
  detail?: Detail | undefined;
}

/** What the trader chose to look at, and how. Theme, time zone, interval, tab and panes outlive the page; sound needs a gesture each time. */
export const useView = create<View>()(
  persist(
    (): View => ({
      theme: 'dark',
      zone: 'UTC',
      interval: '1m',
      tab: 'positions',
      onlySymbol: false,
      sound: false,
      panes: [],
    }),
    {
      name: 'tapedeck.view',
      version: 1,
      partialize: ({ theme, zone, interval, tab, panes }) => ({ theme, zone, interval, tab, panes }),
    },
  ),
);

export function show(change: Partial<View>): void {
  useView.setState(change);
}
