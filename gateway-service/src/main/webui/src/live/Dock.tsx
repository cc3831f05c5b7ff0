import { Tabs } from '@base-ui/react/tabs';
import type { ComponentType } from 'react';
import { isOpen } from '../domain/profit';
import { duration } from '../domain/time';
import type { OrderView, SignalEnvelope } from '../protocol/messages';
import {
  useChangedMillis,
  useDashboard,
  useLink,
  useOfSession,
  useSession,
  useSymbol,
} from '../store/selection';
import { show, useView, type Tab } from '../store/view';
import { Alerts, useAlerts, useUnacknowledged } from './Alerts';
import { Fills } from './Fills';
import { Orders } from './Orders';
import { Positions } from './Positions';
import { Signals } from './Signals';
import { StaleBanner } from './StaleBanner';
import './Dock.css';

const TABS: readonly { tab: Tab; name: string; content: ComponentType }[] = [
  { tab: 'positions', name: 'Positions', content: Positions },
  { tab: 'orders', name: 'Orders', content: Orders },
  { tab: 'signals', name: 'Signals', content: Signals },
  { tab: 'fills', name: 'Fills', content: Fills },
  { tab: 'alerts', name: 'Alerts', content: Alerts },
];

/** The tables under the chart. */
export function Dock() {
  const tab = useView((view) => view.tab);
  const counts = useCounts();
  const unacknowledged = useUnacknowledged();
  return (
    <Tabs.Root className="dock" value={tab} onValueChange={(chosen: Tab) => show({ tab: chosen })}>
      <div className="dock-bar">
        <Tabs.List className="dock-tabs" aria-label="Tables">
          {TABS.map(({ tab: value, name }) => (
            <Tabs.Tab key={value} value={value} className="dock-tab">
              {name}
              {value === 'alerts' && unacknowledged > 0 ? (
                <span className="dock-alarm" title="Not acknowledged">
                  {unacknowledged}
                </span>
              ) : (
                <span className="dock-count">{counts[value]}</span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className="dock-end">
          <Changed tab={tab} />
          <OnlySymbol />
        </div>
      </div>
      {TABS.map(({ tab: value, name, content: Content }) => (
        <Tabs.Panel key={value} value={value} className="dock-panel">
          <Content />
          <StaleBanner panel={`list of ${name.toLowerCase()}`} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

const placeOfOrder = (order: OrderView) => order;
const placeOfEvent = (event: SignalEnvelope | { data: { sessionId: string; symbol: string } }) => event.data;

/** Open positions, and rows of the other tables, as filtered. */
function useCounts(): Record<Tab, number> {
  const sessionId = useSession()?.sessionId;
  const positions = useDashboard((dashboard) => dashboard.positions);
  const orders = useOfSession(
    useDashboard((dashboard) => dashboard.orders),
    placeOfOrder,
  );
  const signals = useOfSession(
    useDashboard((dashboard) => dashboard.signals),
    placeOfEvent,
  );
  const fills = useOfSession(
    useDashboard((dashboard) => dashboard.fills),
    placeOfEvent,
  );
  return {
    positions: Object.values(positions).filter(
      (position) => position.sessionId === sessionId && isOpen(position),
    ).length,
    orders: orders.length,
    signals: signals.length,
    fills: fills.length,
    alerts: useAlerts().length,
  };
}

/** The age of what the table shows: current as long as the gateway is heard, and when it last changed. */
function Changed({ tab }: { tab: Tab }) {
  const changedMillis = useChangedMillis(tab);
  const link = useLink();
  if (changedMillis === undefined) {
    return null;
  }
  return (
    <span title="The gateway confirms each second that nothing is missing">
      {link.name === 'LIVE' ? 'Current' : 'Not current'}, changed{' '}
      {changedMillis < 2000 ? 'just now' : `${duration(changedMillis)} ago`}
    </span>
  );
}

function OnlySymbol() {
  const symbol = useSymbol();
  const onlySymbol = useView((view) => view.onlySymbol);
  return (
    <label>
      <input
        type="checkbox"
        checked={onlySymbol}
        onChange={(event) => show({ onlySymbol: event.currentTarget.checked })}
      />
      Only {symbol ?? 'this symbol'}
    </label>
  );
}
