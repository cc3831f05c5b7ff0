import { measure, usdt } from '../domain/decimal';
import { pauseText, SECTION_NAMES, spoken, STATE_NAMES } from '../domain/words';
import { DirectionText } from '../parts/DirectionText';
import { SectionBadge } from '../parts/SectionBadge';
import {
  isNearMiss,
  isSignal,
  type EntryIntent,
  type Envelope,
  type NearMissed,
  type SignalEnvelope,
  type SignalRaised,
  type StrategyStateChanged,
} from '../protocol/messages';
import { useDashboard } from '../store/selection';
import { show } from '../store/view';
import { Conditions } from './Conditions';
import { DetailFrame, Facts, Id, Part } from './DetailFrame';
import { useFormats } from './useFormats';

export function SignalDetail({ signal }: { signal: SignalEnvelope }) {
  if (isNearMiss(signal)) {
    return <Missed signal={signal} />;
  }
  return isSignal(signal) ? <Raised signal={signal} /> : <Transition signal={signal} />;
}

function Raised({ signal }: { signal: Envelope<SignalRaised> }) {
  const { data } = signal;
  const formats = useFormats();
  return (
    <DetailFrame
      title={
        <>
          <SectionBadge section={data.section} /> {SECTION_NAMES[data.section]}, {data.symbol}
        </>
      }
    >
      <Part title="Conditions">
        <Conditions conditions={data.conditions} />
      </Part>
      {data.entry && (
        <Part title="Wants to open">
          <Facts
            facts={[
              sizeOf(data.entry),
              ['Leverage', `${data.entry.leverage}×`],
              ['Protective stop', formats.price(data.symbol, data.entry.stopLossPrice)],
              ['Slippage up to', `${data.entry.maxSlippageBps} bps`],
            ]}
          />
        </Part>
      )}
      <Part title="Decision">
        <Facts
          facts={[
            ['Time', `${formats.date(signal.time)} ${formats.timeMillis(signal.time)}`],
            ['Direction', <DirectionText key="direction" of={data.direction} />],
            ['Price seen', formats.price(data.symbol, data.price)],
            ['Strategy', `${data.strategyId} v${data.strategyVersion}`],
            ['State', `${STATE_NAMES[data.from]} → ${STATE_NAMES[data.to]}`],
            ['Detection', <Id key="episode" id={data.episodeId} />],
            ['Event', <Id key="event" id={signal.id} />],
          ]}
        />
      </Part>
      <OrdersOf signalId={signal.id} />
    </DetailFrame>
  );
}

function sizeOf({ notional, equityBps }: EntryIntent): [string, string] {
  return notional === undefined
    ? ['Share of equity', `${measure(Number(equityBps) / 100)} %`]
    : ['Notional', `${usdt(notional)} USDT`];
}

function OrdersOf({ signalId }: { signalId: string }) {
  const orders = useDashboard((dashboard) => dashboard.orders).filter((order) => order.signalId === signalId);
  if (orders.length === 0) {
    return null;
  }
  return (
    <Part title="Led to">
      {orders.map((order) => (
        <button
          key={order.orderId}
          type="button"
          className="button"
          onClick={() => show({ detail: { kind: 'order', orderId: order.orderId } })}
        >
          Order <span className="mono">{order.orderId}</span>, {spoken(order.state)}
        </button>
      ))}
    </Part>
  );
}

function Missed({ signal }: { signal: Envelope<NearMissed> }) {
  const { data } = signal;
  const formats = useFormats();
  return (
    <DetailFrame title={`Near miss, ${data.symbol}`}>
      <Part title="Why there is no position">
        <Facts
          facts={[
            ['Time', `${formats.date(signal.time)} ${formats.timeMillis(signal.time)}`],
            ['Reason', spoken(data.reason)],
            ['Detail', data.detail],
            ['Strategy', `${data.strategyId} v${data.strategyVersion}`],
            ['Detection', <Id key="episode" id={data.episodeId} />],
            ['Event', <Id key="event" id={signal.id} />],
          ]}
        />
      </Part>
      {data.missed.length > 0 && (
        <Part title="Conditions that did not pass">
          <Conditions conditions={data.missed.map(({ condition }) => condition)} />
        </Part>
      )}
    </DetailFrame>
  );
}

function Transition({ signal }: { signal: Envelope<StrategyStateChanged> }) {
  const { data } = signal;
  const formats = useFormats();
  return (
    <DetailFrame title={`${STATE_NAMES[data.to]}, ${data.symbol}`}>
      <Part title="Transition">
        <Facts
          facts={[
            ['Time', `${formats.date(signal.time)} ${formats.timeMillis(signal.time)}`],
            [
              'State',
              [`${STATE_NAMES[data.from]} → ${STATE_NAMES[data.to]}`, pauseText(data.pausedBy)]
                .filter((part) => part !== '')
                .join(', '),
            ],
            ['Reason', spoken(data.reason)],
            ['Detail', data.detail],
            ['Strategy', `${data.strategyId} v${data.strategyVersion}`],
            ['Detection', data.episodeId && <Id key="episode" id={data.episodeId} />],
            ['Event', <Id key="event" id={signal.id} />],
          ]}
        />
      </Part>
    </DetailFrame>
  );
}
