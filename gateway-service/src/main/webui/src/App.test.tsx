import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './App';
import { receive, setPhase, useLive } from './store/live';
import { useQuestion } from './store/question';
import { useView } from './store/view';
import type { Acknowledgement, Envelope, ServerMessage, TradingStateChanged } from './protocol/messages';
import {
  alert,
  fill,
  nearMiss,
  order,
  position,
  SESSION,
  signal,
  snapshot,
  transition,
} from './test/fixtures';

// A canvas draws nothing here; what is drawn is tested where it is computed.
vi.mock('./live/CandleChart', () => ({
  candleChart: () => ({
    setCandles: vi.fn(),
    setIndicators: vi.fn(),
    setMarks: vi.fn(),
    setLevels: vi.fn(),
    setTick: vi.fn(),
    setZone: vi.fn(),
    setPalette: vi.fn(),
    plotWidth: () => 800,
    timeToX: (seconds: number) => seconds,
    remove: vi.fn(),
  }),
}));

const live = useLive.getInitialState();
const view = useView.getInitialState();
const question = useQuestion.getInitialState();

function open(...messages: ServerMessage[]) {
  setPhase({ name: 'live' });
  receive(messages, Date.now());
  render(<App />);
  return userEvent.setup();
}

function tell(...messages: ServerMessage[]) {
  act(() => {
    receive(messages, Date.now());
  });
}

function stubFetch(answer: (path: string, init?: RequestInit) => Response) {
  const fetching = vi.fn((path: string, init?: RequestInit) => Promise.resolve(answer(path, init)));
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T12:00:00Z') });
  useLive.setState(live, true);
  useView.setState(view, true);
  useQuestion.setState(question, true);
  window.location.hash = '';
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the top', () => {
  it.each(['PAPER', 'LIVE'] as const)('tells %s in a badge', (mode) => {
    open(snapshot({ sessions: [{ ...SESSION, mode }] }));
    const badge = screen.getByTitle(mode === 'PAPER' ? /no real money/ : /real money moves$/);
    expect(badge).toHaveTextContent(mode);
    expect(document.title).toContain(mode);
  });

  it('shows the age of each feed', () => {
    open(snapshot());
    expect(within(screen.getByLabelText('Feeds')).getByText(/ADX_USDT/)).toHaveTextContent(/LIVE \d\.\d s/);
    expect(within(screen.getByLabelText('Feeds')).getByText(/BCH_USDT/)).toHaveTextContent('NO FEED');
  });

  it('shows the time on the tape, in UTC', () => {
    open(snapshot());
    expect(screen.getByText('11:30:00')).toBeInTheDocument();
  });

  it('shows the strictest trading state that binds the session', () => {
    const data = {
      scope: 'GLOBAL',
      scopeId: 'all',
      state: 'HALTED',
      who: 'watchdog',
      why: 'venue down',
    } as const;
    const halted = {
      id: 't',
      type: 'TradingStateChanged.v1',
      source: '',
      subject: 'GLOBAL/all',
      time: '',
      sequence: 1,
      data,
    };
    open(snapshot({ tradingStates: [halted] }));
    expect(screen.getByTitle('venue down (watchdog)')).toHaveTextContent('Trading HALTED');
  });
});

const HALTED: Envelope<TradingStateChanged> = {
  id: 'decision',
  type: 'TradingStateChanged.v1',
  source: '',
  subject: 'GLOBAL/all',
  time: '2026-11-23T12:00:00Z',
  sequence: 1,
  causationid: 'command',
  data: { scope: 'GLOBAL', scopeId: 'all', state: 'HALTED', who: 'local', why: 'odd fills' },
};

function obeys(service: string, cell: number, millis: number): Acknowledgement {
  const at = `2026-11-23T12:00:00.${String(millis).padStart(3, '0')}Z`;
  return { service, cell, scope: 'GLOBAL', scopeId: 'all', state: 'HALTED', decisionId: 'decision', at };
}

describe('halting', () => {
  it('needs its word typed, sends the reason, and counts who obeys as they say so', async () => {
    const fetching = stubFetch(() =>
      Response.json({ commandId: 'command', accepted: true }, { status: 202 }),
    );
    const user = open(snapshot({ cells: { risk: 2, order: 1 } }));
    await user.click(screen.getByRole('button', { name: 'HALT' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByRole('button', { name: 'HALT' })).toBeDisabled();
    await user.type(dialog.getByLabelText('Reason, for the log'), 'odd fills');
    await user.type(dialog.getByLabelText('Type HALT to confirm'), 'halt');
    await user.click(dialog.getByRole('button', { name: 'HALT' }));
    expect(await dialog.findByText(/Not decided yet/)).toBeInTheDocument();
    expect(fetching.mock.calls[0]?.[0]).toBe('/api/trading/state');
    expect(fetching.mock.calls[0]?.[1]?.body).toBe(
      '{"scope":"GLOBAL","state":"HALTED","why":"odd fills","confirm":"HALT"}',
    );
    tell(
      { type: 'event', seq: 11, topic: 'trading-state', event: HALTED },
      { type: 'acknowledgement', seq: 12, acknowledgement: obeys('risk', 0, 10) },
      { type: 'acknowledgement', seq: 13, acknowledgement: obeys('order', 0, 20) },
    );
    expect(dialog.getByText('2 of 3 cells obey, waiting for risk/1')).toBeInTheDocument();
    tell({ type: 'acknowledgement', seq: 14, acknowledgement: obeys('risk', 1, 95) });
    expect(dialog.getByText('✓ 3 of 3 cells obey, slowest risk/1 (+85 ms)')).toBeInTheDocument();
    expect(screen.getByTitle('odd fills (local)')).toHaveTextContent('HALTED');
  });

  it('flattens a session and tells how many positions are left', async () => {
    const fetching = stubFetch(() =>
      Response.json({ commandId: 'command', accepted: true }, { status: 202 }),
    );
    const user = open(snapshot());
    await user.click(screen.getByRole('button', { name: 'FLATTEN' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    await user.selectOptions(dialog.getByLabelText('Where'), 'Session s1');
    await user.type(dialog.getByLabelText('Type FLATTEN to confirm'), 'FLATTEN{Enter}');
    expect(await dialog.findByText(/Not decided yet/)).toBeInTheDocument();
    expect(JSON.parse(fetching.mock.calls[0]?.[1]?.body as string)).toEqual({
      scope: 'SESSION',
      scopeId: 's1',
      state: 'HALTED',
      flatten: true,
      why: 'flatten by the trader',
      confirm: 'FLATTEN',
    });
    const data = { ...HALTED.data, scope: 'SESSION', scopeId: 's1', flatten: true } as const;
    const left = (positionsLeft: number): Envelope => ({
      ...HALTED,
      type: 'FlattenProgressed.v1',
      subject: 's1/flatten/SESSION/s1',
      data: { sessionId: 's1', decisionId: 'decision', positionsLeft },
    });
    tell(
      {
        type: 'event',
        seq: 11,
        topic: 'trading-state',
        event: { ...HALTED, subject: 'SESSION/s1', data },
      },
      { type: 'event', seq: 12, topic: 'positions', event: left(2) },
    );
    expect(dialog.getByText('2 positions are still being closed')).toBeInTheDocument();
    tell({ type: 'event', seq: 13, topic: 'positions', event: left(0) });
    expect(dialog.getByText('✓ Nothing is held any more')).toBeInTheDocument();
  });
});

describe('the screens', () => {
  it('are reached by number, and by g and a letter, but not while something is typed', async () => {
    const user = open(snapshot());
    await user.keyboard('5');
    expect(await screen.findByRole('main', { name: 'Alerts' })).toBeInTheDocument();
    await user.keyboard('gy');
    expect(await screen.findByRole('main', { name: 'System' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'HALT' }));
    await user.type(await screen.findByLabelText('Reason, for the log'), '1gp');
    expect(window.location.hash).toBe('#/system');
  });

  it('list the keys', async () => {
    const user = open(snapshot());
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard' })).toHaveTextContent('Dark or light');
  });

  it('grey out and tell their age when the gateway is not heard', async () => {
    window.location.hash = '/positions';
    open(snapshot());
    act(() => {
      useLive.setState({ heardAt: Date.now() - 8000 });
      setPhase({ name: 'waiting', attempt: 3, retryAt: Date.now() + 2000, reason: 'connection closed' });
    });
    expect(await screen.findByText('Not live: this screen is 8 s old')).toBeInTheDocument();
  });

  it('count open positions in the title of the tab', () => {
    open(snapshot({ positions: [position()] }));
    expect(document.title).toBe('(1) PAPER Tapedeck');
  });
});

describe('a lost connection', () => {
  it('greys every panel and tells how old it is, until the gateway is heard again', () => {
    open(snapshot());
    expect(screen.queryByText(/Not live/)).not.toBeInTheDocument();
    act(() => {
      useLive.setState({ heardAt: Date.now() - 8000 });
      setPhase({ name: 'waiting', attempt: 3, retryAt: Date.now() + 2000, reason: 'connection closed' });
    });
    expect(screen.getByRole('status')).toHaveTextContent('RECONNECTING');
    expect(screen.getAllByText(/Not live: this .* is 8 s old/)).toHaveLength(3);
    expect(within(screen.getByLabelText('Feeds')).getByText(/ADX_USDT/)).toHaveTextContent('was LIVE');
    act(() => setPhase({ name: 'live' }));
    tell({ type: 'heartbeat', seq: 10, serverTime: '' });
    expect(screen.queryByText(/Not live/)).not.toBeInTheDocument();
  });

  it('counts as disconnected after half a minute', () => {
    open(snapshot());
    act(() => {
      useLive.setState({ heardAt: Date.now() - 40_000 });
      setPhase({ name: 'waiting', attempt: 9, retryAt: Date.now() + 2000, reason: 'connection closed' });
    });
    expect(screen.getByRole('status')).toHaveTextContent(/DISCONNECTED.*retry in 2 s/);
  });
});

describe('positions', () => {
  it('say what will appear before there is one', () => {
    open(snapshot());
    expect(screen.getByText('No position yet')).toBeInTheDocument();
  });

  it('show profit at the mark price as it moves, with sign and arrow', () => {
    open(snapshot({ positions: [position({ venue: { quantity: '240' }, agrees: false })] }));
    const row = screen.getByRole('row', { name: /ADX_USDT/ });
    expect(row).toHaveTextContent('241 (2,410 ADX)');
    expect(row).toHaveTextContent('▲ +26.51');
    expect(row).toHaveTextContent('✗ no, has 240');
    tell({
      type: 'market',
      seq: 11,
      markets: [{ symbol: 'ADX_USDT', mark: '0.1200', time: '2013-11-29T11:30:01Z' }],
    });
    expect(row).toHaveTextContent('▼ \u22128.92');
  });
});

describe('the tables', () => {
  it('show an order that was denied with its reason, and explain it on click', async () => {
    stubFetch(() => Response.json({ title: 'Not Found', detail: 'no such order' }, { status: 404 }));
    const denied = order({
      state: 'DENIED',
      reason: 'OPEN_POSITIONS',
      checks: [{ check: 'OPEN_POSITIONS', value: '4', limit: '3', passed: false }],
    });
    const user = open(snapshot({ orders: [denied] }));
    await user.click(screen.getByRole('tab', { name: /Orders/ }));
    await user.click(screen.getByRole('row', { name: /DENIED open positions/ }));
    expect(screen.getByText('Denied by risk: open positions')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: 'open positions 4 3 ✗ no' })).toBeInTheDocument();
    expect(await screen.findByText('Not loaded: no such order')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });

  it('show the chain of an order with the time of each hop, and the conditions that led to it', async () => {
    const link = (topic: string, recordedAt: string) => ({
      topic,
      id: topic,
      type: `${topic}.v1`,
      time: recordedAt,
      recordedAt,
    });
    const whole = order({
      chain: [link('ticks', '2026-01-01T00:00:00.000Z'), link('fills', '2026-01-01T00:00:00.024Z')],
    });
    const raised = signal('z1', '2013-11-29T11:28:04Z');
    const fetching = stubFetch(() =>
      Response.json({
        order: whole,
        events: [],
        conditions: raised.data.conditions,
        fills: [fill('f1', '2013-11-29T11:28:05Z')],
      }),
    );
    const user = open(snapshot({ orders: [whole] }));
    await user.click(screen.getByRole('tab', { name: /Orders/ }));
    await user.click(screen.getByRole('row', { name: /FILLED/ }));
    expect(screen.getByText('+24 ms')).toBeInTheDocument();
    expect(
      await screen.findByRole('row', { name: 'pump_magnitude_300 3.06777 ≥ 2.5 ✓ yes' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('row', { name: 'rsi_60 not ready within 0 to 30 ✗ no' })).toBeInTheDocument();
    expect(fetching.mock.calls[0]?.[0]).toBe('/api/trading/orders/o1');
  });

  it('open a signal with the keyboard', async () => {
    const user = open(
      snapshot({ signals: [transition('t', '2013-11-29T11:28:05Z'), signal('s', '2013-11-29T11:28:00Z')] }),
    );
    await user.click(screen.getByRole('tab', { name: /Signals/ }));
    screen.getByRole('row', { name: /S1/ }).focus();
    await user.keyboard('{Enter}');
    expect(within(screen.getByRole('complementary')).getByText('pump_magnitude_300')).toBeInTheDocument();
  });

  it('tell what was nearly entered, and by how much not', async () => {
    const user = open(snapshot({ signals: [nearMiss('n', '2013-11-29T11:28:30Z')] }));
    await user.click(screen.getByRole('tab', { name: /Signals/ }));
    await user.click(
      screen.getByRole('row', { name: /Near miss.*z1 timed out.*price_momentum_10 1.25 ≥ 2 for 3 s/ }),
    );
    const detail = within(screen.getByRole('complementary'));
    expect(detail.getByText('Z1 did not fire in time')).toBeInTheDocument();
    expect(
      detail.getByRole('row', { name: 'price_momentum_10 in any 1 1.25 ≥ 2 for 3 s, held 0 s ✗ no' }),
    ).toBeInTheDocument();
  });

  it('can be bound to the chosen symbol', async () => {
    const user = open(snapshot({ orders: [order(), order({ orderId: 'o2', symbol: 'BCH_USDT' })] }));
    await user.click(screen.getByRole('tab', { name: /Orders/ }));
    expect(screen.getAllByRole('row')).toHaveLength(3);
    await user.click(screen.getByRole('checkbox', { name: 'Only ADX_USDT' }));
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });

  it('can be sorted by a column', async () => {
    const user = open(
      snapshot({
        orders: [order({ slippageBps: '1' }), order({ orderId: 'o2', symbol: 'BCH_USDT', slippageBps: '9' })],
      }),
    );
    await user.click(screen.getByRole('tab', { name: /Orders/ }));
    await user.click(screen.getByRole('button', { name: /Slippage/ }));
    expect(screen.getAllByRole('row')[1]).toHaveTextContent('BCH_USDT');
  });

  it('draw only the rows in sight of many', async () => {
    const orders = Array.from({ length: 10_000 }, (_, index) => order({ orderId: `o${index}` }));
    const user = open(snapshot({ orders }));
    await user.click(screen.getByRole('tab', { name: /Orders/ }));
    expect(screen.getByRole('table', { name: 'Orders' })).toHaveAttribute('aria-rowcount', '10001');
    const drawn = screen.getAllByRole('row').length;
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(60);
  });

  it('count the alerts that nobody acknowledged', () => {
    const acknowledged = { ...alert('b'), type: 'AlertAcknowledged.v1', data: { alertId: 'b', user: 'ann' } };
    open(snapshot({ alerts: [acknowledged, alert('c', { severity: 'INFO' }), alert('b'), alert('a')] }));
    expect(
      within(screen.getByRole('tab', { name: /Alerts/ })).getByTitle('Not acknowledged'),
    ).toHaveTextContent('1');
  });
});

describe('stopping a session', () => {
  it('asks first, sends the reason, and waits for the session to tell', async () => {
    const fetching = stubFetch(() => Response.json({ sessionId: 's1', accepted: true }, { status: 202 }));
    const user = open(snapshot({ positions: [position()] }));
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    const dialog = await screen.findByRole('alertdialog');
    expect(dialog).toHaveTextContent('1 position is open; stopping closes it at the market.');
    expect(fetching).not.toHaveBeenCalled();
    await user.type(within(dialog).getByRole('textbox'), 'lunch');
    await user.click(within(dialog).getByRole('button', { name: 'Stop session' }));
    expect(await within(dialog).findByText(/Accepted/)).toBeInTheDocument();
    expect(fetching.mock.calls[0]?.[0]).toBe('/api/trading/sessions/s1/stop');
    expect(fetching.mock.calls[0]?.[1]?.body).toBe('{"why":"lunch"}');
    tell({ type: 'session', seq: 11, session: { ...SESSION, state: 'STOPPED' } });
    expect(screen.getByText(/STOPPED/)).toBeInTheDocument();
  });

  it('tells why the gateway refused', async () => {
    stubFetch(() => Response.json({ detail: 'the session is not running' }, { status: 409 }));
    const user = open(snapshot());
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await user.click(await screen.findByRole('button', { name: 'Stop session' }));
    expect(await screen.findByText('Not stopped: the session is not running')).toBeInTheDocument();
  });
});
