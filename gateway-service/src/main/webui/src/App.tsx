import { useEffect, type ComponentType } from 'react';
import { exact, usdt } from './domain/decimal';
import { AlertsScreen } from './alerts/AlertsScreen';
import { useAlarm } from './alerts/alarm';
import { Detail } from './live/Detail';
import { LiveScreen } from './live/LiveScreen';
import { Strip } from './live/Strip';
import { TopBar } from './live/TopBar';
import { OrdersScreen } from './orders/OrdersScreen';
import { PerformanceScreen } from './performance/PerformanceScreen';
import { PositionsScreen } from './positions/PositionsScreen';
import { SessionScreen } from './session/SessionScreen';
import { NavBar, useOpenPositions } from './shell/NavBar';
import { QuestionDialog } from './shell/QuestionDialog';
import { SignalsScreen } from './signals/SignalsScreen';
import { StrategiesScreen } from './strategies/StrategiesScreen';
import { SystemScreen } from './system/SystemScreen';
import { useLive } from './store/live';
import { useScreen, type Screen } from './store/route';
import { useLink, useSession } from './store/selection';
import { useView } from './store/view';
import './App.css';

const CONTENTS: Record<Screen, ComponentType> = {
  live: LiveScreen,
  positions: PositionsScreen,
  orders: OrdersScreen,
  signals: SignalsScreen,
  alerts: AlertsScreen,
  performance: PerformanceScreen,
  strategies: StrategiesScreen,
  system: SystemScreen,
  session: SessionScreen,
};

export function App() {
  const screen = useScreen();
  const link = useLink();
  const Content = CONTENTS[screen];
  useTheme();
  useTitle();
  useAlarm();
  return (
    <div
      className={[
        'page',
        link.name === 'LIVE' ? '' : 'page-stale',
        screen === 'live' ? '' : 'page-screen',
      ].join(' ')}
    >
      <TopBar />
      <NavBar />
      <Strip />
      {screen === 'live' ? (
        <LiveScreen />
      ) : (
        <div className="page-detail">
          <Content />
          <Detail />
        </div>
      )}
      <Foot />
      <QuestionDialog />
    </div>
  );
}

function useTheme() {
  const theme = useView((view) => view.theme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** The browser's tab tells paper from live, how many positions are open, and a lost connection. */
function useTitle() {
  const session = useSession();
  const link = useLink();
  const open = useOpenPositions();
  const equity = session?.account?.equity;
  const trouble = link.name === 'LIVE' ? '' : `${link.name} `;
  const held = open === 0 ? '' : `(${open}) `;
  const title =
    session === undefined
      ? 'Tapedeck'
      : `${session.mode}${equity === undefined ? '' : ` ${usdt(equity)}`} Tapedeck`;
  useEffect(() => {
    document.title = held + trouble + title;
  }, [held, trouble, title]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    icon?.setAttribute('href', open === 0 ? '/favicon.svg' : '/favicon-open.svg');
  }, [open]);
}

const COUNTED = ['ticks', 'indicators', 'signals', 'orders', 'fills'] as const;

/** What the gateway has read from the log. */
function Foot() {
  const status = useLive((live) => live.status);
  return (
    <footer className="foot">
      {status && <span>Gateway {status.gatewayId}</span>}
      {status && (
        <span className={status.deadLetters > 0 ? 'tone-bad' : ''}>{status.deadLetters} dead letters</span>
      )}
      {COUNTED.map((topic) => {
        const count = status?.counts[topic];
        return (
          count !== undefined && (
            <span key={topic}>
              {exact(String(count))} {topic}
            </span>
          )
        );
      })}
      <a href="https://www.tradingview.com/" target="_blank" rel="noreferrer">
        Charts by TradingView Lightweight Charts
      </a>
    </footer>
  );
}
