import { create } from 'zustand';
import type { Phase } from '../connection/socket';
import type { GatewayStatus, ServerMessage } from '../protocol/messages';
import { apply, EMPTY, type Dashboard } from './dashboard';

interface Live {
  dashboard: Dashboard;
  phase: Phase;
  /** Local time at which the last frame came, 0 before. */
  heardAt: number;
  /** Absent when the last call of the status failed. */
  status: GatewayStatus | undefined;
  /** Of the last call of the status, there and back. */
  roundTripMillis: number | undefined;
}

/** What the gateway said, and how the connection to it is. Written by the connection alone. */
export const useLive = create<Live>(() => ({
  dashboard: EMPTY,
  phase: { name: 'connecting' },
  heardAt: 0,
  status: undefined,
  roundTripMillis: undefined,
}));

/** Applies messages in order; tells whether news is still missing after the last of them. */
export function receive(messages: readonly ServerMessage[], receivedAt: number): { gap: boolean } {
  let dashboard = useLive.getState().dashboard;
  let gap = false;
  for (const message of messages) {
    const applied = apply(dashboard, message, receivedAt);
    gap = applied.gap || (gap && applied.dashboard === dashboard);
    dashboard = applied.dashboard;
  }
  useLive.setState({ dashboard, heardAt: receivedAt });
  return { gap };
}

export function setPhase(phase: Phase): void {
  if (phase.name !== 'live' || useLive.getState().phase.name !== 'live') {
    useLive.setState({ phase });
  }
}

export function setStatus(status: GatewayStatus | undefined, roundTripMillis: number | undefined): void {
  useLive.setState({ status, roundTripMillis });
}
