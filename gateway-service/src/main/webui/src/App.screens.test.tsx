import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './App';
import type { Envelope, OrderView, Performance, ServerMessage, Snapshot } from './protocol/messages';
import { goTo, type Screen } from './store/route';
import { receive, setPhase, useLive } from './store/live';
import { useQuestion } from './store/question';
import { useView } from './store/view';
import {
  ADX,
  alert,
  nearMiss,
  order,
  position,
  SESSION,
  signal,
  snapshot,
  transition,
} from './test/fixtures';

// A canvas draws nothing here; what is drawn is tested where it is computed.
vi.mock('./performance/EquityCurve', () => ({ EquityCurve: () => null }));

const live = useLive.getInitialState();
const view = useView.getInitialState();
const question = useQuestion.getInitialState();

type Answer = (path: string, init?: RequestInit) => Response;
const nothing: Answer = () => Response.json([]);

function open(at: Screen, change: Partial<Snapshot>, answer: Answer = nothing) {
  const fetching = vi.fn((path: string, init?: RequestInit) => Promise.resolve(answer(path, init)));
  vi.stubGlobal('fetch', fetching);
  goTo(at);
  setPhase({ name: 'live' });
  receive([snapshot(change)], Date.now());
  render(<App />);
  return { user: userEvent.setup(), fetching };
}

function tell(...messages: ServerMessage[]) {
  act(() => {
    receive(messages, Date.now());
  });
}

function bodyOf(call: readonly [string, (RequestInit | undefined)?] | undefined): unknown {
  return JSON.parse(call?.[1]?.body as string);
}

function note(type: string, subject: string, data: unknown): Envelope {
  return {
    id: type,
    type: `${type}.v1`,
    source: '',
    subject,
    time: '2013-11-29T11:20:00Z',
    sequence: 7,
    data,
  };
}

const accepted = () => Response.json({ commandId: 'c', accepted: true }, { status: 202 });

beforeEach(() => {
  useLive.setState(live, true);
  useView.setState(view, true);
  useQuestion.setState(question, true);
});
afterEach(() => vi.unstubAllGlobals());

describe('positions', () => {
  const held = position({
    venue: { quantity: '241', liquidationPrice: '0.0674', marginRatio: '0.78' },
  });

  it('tell how far liquidation is and warn of a low margin', () => {
    open('positions', { positions: [held] });
    expect(screen.getByText('50.0 % away')).toBeInTheDocument();
    expect(screen.getByText('Margin left 22 % ! low')).toBeInTheDocument();
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '22');
  });

  it('are closed in part, in whole contracts', async () => {
    const { user, fetching } = open('positions', { positions: [held] }, accepted);
    await user.click(screen.getByRole('button', { name: 'Close …' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    await user.click(dialog.getByRole('button', { name: '50 %' }));
    await user.click(dialog.getByRole('button', { name: 'Close 120 contracts' }));
    expect(await dialog.findByText(/Accepted/)).toBeInTheDocument();
    expect(bodyOf(fetching.mock.calls.at(-1))).toEqual({
      sessionId: 's1',
      symbol: 'ADX_USDT',
      direction: 'LONG',
      quantity: 120,
    });
  });

  it('leave their screen when they close, and the question tells it', async () => {
    const { user } = open('positions', { positions: [held] }, accepted);
    await user.click(screen.getByRole('button', { name: 'Close …' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    await user.click(dialog.getByRole('button', { name: 'Close all of it' }));
    tell({ type: 'position', seq: 11, position: { ...held, quantity: '0' } });
    expect(dialog.getByText('The position is closed.')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('button', { name: 'Close …', hidden: true })).not.toBeInTheDocument();
  });

  it('are not closed beyond what is held', async () => {
    const { user } = open('positions', { positions: [held] });
    await user.click(screen.getByRole('button', { name: 'Close …' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    await user.clear(dialog.getByLabelText('Contracts'));
    await user.type(dialog.getByLabelText('Contracts'), '{Control>}a{/Control}999');
    expect(dialog.getByText(/must be at most 241/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: /^Close 0/ })).toBeDisabled();
  });
});

describe('orders', () => {
  const open_: OrderView = order({ orderId: 'o2', state: 'SUBMITTED', symbol: 'BCH_USDT', purpose: 'EXIT' });

  it('are narrowed by what is chosen, and hold what only the gateway still has', async () => {
    const older = order({ orderId: 'old', state: 'REJECTED', reason: 'INSUFFICIENT_MARGIN' });
    const { user } = open('orders', { orders: [order(), open_] }, () => Response.json([order(), older]));
    expect(await screen.findByText('insufficient margin')).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('State'), 'SUBMITTED');
    expect(screen.getByText('1 of 3')).toBeInTheDocument();
    expect(screen.getAllByRole('row')).toHaveLength(2);
    await user.selectOptions(screen.getByLabelText('Purpose'), 'Entry');
    expect(screen.getByText('0 of 3')).toBeInTheDocument();
  });

  it('are cancelled one by one, after a question, without opening the row', async () => {
    const { user, fetching } = open('orders', { orders: [order(), open_] }, (path) =>
      path.includes('cancel') ? accepted() : Response.json([]),
    );
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel order' }));
    expect(await screen.findByText(/Accepted/)).toBeInTheDocument();
    expect(fetching.mock.calls.at(-1)?.[0]).toBe('/api/trading/orders/o2/cancel');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });

  it('are cancelled all at once', async () => {
    const { user, fetching } = open('orders', { orders: [order(), open_] }, (path) =>
      path.includes('cancel')
        ? Response.json({ commandIds: ['c'], accepted: true }, { status: 202 })
        : Response.json([]),
    );
    await user.click(screen.getByRole('button', { name: 'Cancel all (1)' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel all' }));
    expect(await screen.findByText(/Accepted for 1 orders/)).toBeInTheDocument();
    expect(bodyOf(fetching.mock.calls.at(-1))).toEqual({ sessionId: 's1' });
  });
});

describe('signals', () => {
  it('are narrowed to a section, to near misses and to state changes', async () => {
    const { user } = open('signals', {
      signals: [
        nearMiss('n', '2013-11-29T11:28:30Z'),
        transition('t', '2013-11-29T11:28:05Z'),
        signal('s', '2013-11-29T11:28:00Z'),
      ],
    });
    expect(screen.getByText('3 of 3')).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('Kind'), 'Near miss');
    expect(screen.getAllByRole('row')[1]).toHaveTextContent('Near miss');
    await user.selectOptions(screen.getByLabelText('Kind'), 'S1: Signal detected');
    expect(screen.getAllByRole('row')[1]).toHaveTextContent('pump_magnitude_300');
  });
});

describe('alerts', () => {
  it('are acknowledged, and tell by whom as soon as the log does', async () => {
    const id = 'alerts/risk/s1/7';
    const { user, fetching } = open('alerts', { alerts: [alert(id)] }, accepted);
    await user.click(screen.getByRole('button', { name: 'Acknowledge' }));
    expect(fetching.mock.calls.at(-1)?.[0]).toBe('/api/trading/alerts/alerts/risk/s1/7/acknowledge');
    expect(screen.getByRole('button', { name: 'Acknowledge' })).toBeDisabled();
    tell({
      type: 'event',
      seq: 11,
      topic: 'alerts',
      event: { ...note('AlertAcknowledged', 'gateway', { alertId: id, user: 'ann' }) },
    });
    expect(screen.getByText('✓ ann 11:20:00')).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Not acknowledged only' }));
    expect(screen.getByText('No alert')).toBeInTheDocument();
  });
});

describe('performance', () => {
  const figures: Performance = {
    sessionId: 's1',
    initialBalance: '10000',
    equity: '10012.3',
    realised: '12.3',
    unrealised: '0',
    fees: '1.1',
    funding: '-0.2',
    trades: 2,
    wins: 1,
    losses: 1,
    winRate: 0.5,
    maxDrawdown: '3',
    maxDrawdownRate: 0.0003,
    equityCurve: [],
    bySymbol: [{ key: 'ADX_USDT', trades: 2, wins: 1, realised: '12.3', fees: '1.1' }],
    byStrategy: [],
    byExit: [],
  };

  it('shows what the gateway sums up, and a dash for what is not defined', async () => {
    open('performance', {}, (path) =>
      path.endsWith('/performance') ? Response.json(figures) : Response.json([]),
    );
    expect(await screen.findByText('1 W / 1 L')).toBeInTheDocument();
    const metric = (name: string) => screen.getByText(name).parentElement;
    expect(metric('Profit and loss')).toHaveTextContent('▲ +12.30 +0.12 %');
    expect(metric('Sharpe')).toHaveTextContent('–');
    expect(screen.getByRole('row', { name: /ADX_USDT 2 50 %/ })).toBeInTheDocument();
  });

  it('says why there is nothing', async () => {
    open('performance', {}, () => Response.json({ detail: 'no history yet' }, { status: 503 }));
    expect(await screen.findByText('no history yet')).toBeInTheDocument();
  });
});

describe('strategies', () => {
  const definition = {
    ...SESSION.strategies[0],
    id: 'pump',
    version: 3,
    direction: 'LONG',
    sections: {
      S1: [{ indicator: 'pump_magnitude_300', operator: 'AT_LEAST', value: 2.5, forSeconds: 3 }],
    },
    stopLossBps: 300,
  } as const;
  const session = {
    ...SESSION,
    strategies: [{ ...definition, sections: { S1: [...definition.sections.S1] } }],
  };

  it('show their definition in words, and what keeps them from entering', () => {
    open('strategies', {
      sessions: [session],
      notes: [
        note('StrategyDisabled', 's1', {
          sessionId: 's1',
          strategyId: 'pump',
          failures: 10,
          limit: 10,
          lastFailure: 'LEVERAGE',
        }),
      ],
    });
    expect(screen.getByText('pump_magnitude_300 ≥ 2.5 % for 3 s')).toBeInTheDocument();
    expect(screen.getByText('300 bps')).toBeInTheDocument();
    expect(screen.getByText(/until somebody resumes/)).toHaveTextContent('the last: LEVERAGE');
  });

  it('show where the gateway finds fault with an uploaded definition', async () => {
    const { user, fetching } = open('strategies', { sessions: [session] }, (_, init) =>
      init?.method === 'PUT'
        ? Response.json(
            {
              detail: '1 part(s) of the request are wrong',
              errors: [{ path: '$.strategy.version', message: 'must be above 3' }],
            },
            { status: 400 },
          )
        : Response.json([]),
    );
    await user.click(screen.getByRole('button', { name: 'Upload a definition …' }));
    const dialog = within(await screen.findByRole('alertdialog'));
    const file = new File(['{"id":"pump","version":3}'], 'pump.json', { type: 'application/json' });
    await user.upload(dialog.getByLabelText('Definition'), file);
    await user.click(await dialog.findByRole('button', { name: 'Change pump' }));
    expect(await dialog.findByText('must be above 3')).toBeInTheDocument();
    expect(fetching.mock.calls.at(-1)?.[0]).toBe('/api/trading/sessions/s1/strategies/pump');
  });
});

describe('the system', () => {
  it('shows mismatches with their evidence, dead letters with their cause, and states with who and why', async () => {
    open(
      'system',
      {
        cells: { risk: 3 },
        notes: [
          note('PositionMismatched', 's1/ADX_USDT/LONG/mismatch', {
            sessionId: 's1',
            symbol: 'ADX_USDT',
            direction: 'LONG',
            kind: 'EXTERNAL_CLOSE',
            own: '24',
            venue: '12',
            evidence: 'no order of ours explains it',
            policy: 'ours follows',
          }),
        ],
        orders: [order({ state: 'QUEUED', reason: 'rate budget' })],
      },
      (path) =>
        path.includes('dead-letters')
          ? Response.json({
              count: 1,
              letters: [
                {
                  topic: 'signals',
                  partition: '1',
                  offset: '47',
                  cause: 'no value',
                  time: '2026-01-01T00:00:00Z',
                },
              ],
            })
          : Response.json([]),
    );
    expect(screen.getByText(/no order of ours explains it/)).toBeInTheDocument();
    expect(screen.getByText(/rate budget/)).toBeInTheDocument();
    expect(await screen.findByText('no value')).toBeInTheDocument();
    expect(screen.getByText('1@47')).toBeInTheDocument();
  });
});

describe('the start of a session', () => {
  const stopped = { ...SESSION, state: 'STOPPED' } as const;

  it('begins with the last session and shows faults at their fields', async () => {
    const { user, fetching } = open('session', { sessions: [stopped], instruments: [ADX] }, (path, init) =>
      init?.method === 'POST' && path.endsWith('/sessions')
        ? Response.json(
            { detail: 'wrong', errors: [{ path: '$.limits.maxLeverage', message: 'must be at most 50' }] },
            { status: 400 },
          )
        : Response.json([]),
    );
    await user.clear(screen.getByLabelText('Balance, USDT'));
    await user.click(screen.getByRole('button', { name: 'Start PAPER session' }));
    expect(screen.getByText('must be an amount above 0')).toBeInTheDocument();
    expect(fetching.mock.calls.some(([, init]) => init?.method === 'POST')).toBe(false);
    await user.type(screen.getByLabelText('Balance, USDT'), '500');
    await user.type(screen.getByLabelText('Highest leverage'), '99');
    await user.click(screen.getByRole('button', { name: 'Start PAPER session' }));
    expect(await screen.findByText('must be at most 50')).toBeInTheDocument();
    expect(bodyOf(fetching.mock.calls.find(([, init]) => init?.method === 'POST'))).toEqual({
      mode: 'PAPER',
      symbols: ['ADX_USDT', 'BCH_USDT'],
      initialBalanceUsdt: '500',
      limits: { maxLeverage: 99 },
      strategies: [{ id: 'pump', version: 3, direction: 'LONG' }],
    });
  });

  it('says that real money moves before a LIVE session is started', async () => {
    const { user } = open('session', { sessions: [stopped] });
    await user.click(screen.getByRole('button', { name: 'LIVE' }));
    expect(screen.getByText(/real money moves/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Start LIVE session' })).toBeInTheDocument();
  });

  it('is not offered while one runs', () => {
    open('session', {});
    expect(screen.getByText(/One runs at a time/)).toBeInTheDocument();
  });
});
