import { useEffect, useState } from 'react';
import { fetchOrderLife } from '../connection/rest';
import { chainOf } from '../domain/chain';
import { exact, fixed, usdt } from '../domain/decimal';
import { ORDER_TONES, PURPOSE_NAMES, spoken } from '../domain/words';
import { DirectionText } from '../parts/DirectionText';
import { Pill } from '../parts/Pill';
import type { Envelope, FillRecorded, OrderLife, OrderView, RiskCheck } from '../protocol/messages';
import { Conditions, Passed } from './Conditions';
import { DetailFrame, Facts, Id, Part } from './DetailFrame';
import { Slippage } from './Slippage';
import { useFormats } from './useFormats';

const FEE_DECIMALS = 4;

/** Why an order exists and what became of it: from the tick over the conditions and the risk checks to the fills. */
export function OrderDetail({ order }: { order: OrderView }) {
  const life = useOrderLife(order);
  return (
    <DetailFrame
      title={
        <>
          {PURPOSE_NAMES[order.purpose]} {order.symbol}{' '}
          <Pill tone={ORDER_TONES[order.state]}>{order.state}</Pill>
        </>
      }
    >
      {order.reason !== undefined && (
        <p className={`detail-part tone-${ORDER_TONES[order.state]}`}>
          {order.state === 'DENIED' ? 'Denied by risk' : 'Reason'}: {spoken(order.reason)}
        </p>
      )}
      <CausalChain order={order} />
      <Part title="Conditions that led to it">
        {life.name === 'loaded' ? (
          <Conditions conditions={life.of.conditions} />
        ) : (
          <p className={life.name === 'failed' ? 'tone-bad' : 'tone-quiet'}>
            {life.name === 'failed' ? `Not loaded: ${life.detail}` : 'Loading …'}
          </p>
        )}
      </Part>
      <RiskChecks checks={order.checks} />
      {life.name === 'loaded' && life.of.fills.length > 0 && <FillList fills={life.of.fills} />}
      <OrderFacts order={order} />
    </DetailFrame>
  );
}

type Life = { name: 'loading' } | { name: 'loaded'; of: OrderLife } | { name: 'failed'; detail: string };

/** Loads the order's life, again after each change of the order; the last one stays until the next is there. */
function useOrderLife({ orderId, updatedAt, state }: OrderView): Life {
  const [life, setLife] = useState<Life>({ name: 'loading' });
  useEffect(() => {
    const aborter = new AbortController();
    fetchOrderLife(orderId, aborter.signal).then(
      (of) => setLife({ name: 'loaded', of }),
      (failure: unknown) => {
        if (!aborter.signal.aborted) {
          setLife({ name: 'failed', detail: failure instanceof Error ? failure.message : String(failure) });
        }
      },
    );
    return () => aborter.abort();
  }, [orderId, updatedAt, state]);
  return life;
}

function CausalChain({ order }: { order: OrderView }) {
  const formats = useFormats();
  const { hops, totalMillis } = chainOf(order.chain);
  return (
    <Part
      title={
        <>Causal chain {totalMillis !== undefined && <small>{exact(String(totalMillis))} ms in all</small>}</>
      }
    >
      {hops.length === 0 ? (
        <p className="tone-quiet">No link of the chain is known to this gateway.</p>
      ) : (
        <ol className="chain">
          {hops.map(({ link, afterMillis }) => (
            <li key={link.id}>
              <span>
                <b>{link.type.replace(/\.v\d+$/, '')}</b> <span className="tone-quiet">{link.topic}</span>
              </span>
              <span className="chain-hop" title={`On the log at ${link.recordedAt}`}>
                {afterMillis === undefined
                  ? 'start'
                  : `${afterMillis < 0 ? '' : '+'}${exact(String(afterMillis))} ms`}
              </span>
              <small title={link.id}>
                {formats.timeMillis(link.time)} <span className="mono">{link.id}</span>
              </small>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

function RiskChecks({ checks }: { checks: readonly RiskCheck[] }) {
  return (
    <Part title="Risk checks">
      {checks.length === 0 ? (
        <p className="tone-quiet">None were recorded.</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col" className="table-end">
                Value
              </th>
              <th scope="col" className="table-end">
                Limit
              </th>
              <th scope="col">Passed</th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ check, value, limit, passed }) => (
              <tr key={check}>
                <td>{spoken(check)}</td>
                <td className="table-end">{exact(value)}</td>
                <td className="table-end">{exact(limit)}</td>
                <td>
                  <Passed passed={passed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

function FillList({ fills }: { fills: readonly Envelope<FillRecorded>[] }) {
  const formats = useFormats();
  return (
    <Part title="Fills">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" className="table-end">
              Contracts
            </th>
            <th scope="col" className="table-end">
              Price
            </th>
            <th scope="col" className="table-end">
              Fee
            </th>
            <th scope="col" className="table-end">
              Slippage, bps
            </th>
          </tr>
        </thead>
        <tbody>
          {fills.map(({ id, time, data }) => (
            <tr key={id}>
              <td>{formats.timeMillis(time)}</td>
              <td className="table-end">{exact(data.quantity)}</td>
              <td className="table-end">{formats.price(data.symbol, data.price)}</td>
              <td className="table-end">{fixed(data.fee, FEE_DECIMALS)}</td>
              <td className="table-end">
                <Slippage bps={data.slippageBps} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

function OrderFacts({ order }: { order: OrderView }) {
  const formats = useFormats();
  const price = (value: string | undefined) =>
    value === undefined ? undefined : formats.price(order.symbol, value);
  return (
    <Part title="Order">
      <Facts
        facts={[
          ['Created', `${formats.date(order.createdAt)} ${formats.timeMillis(order.createdAt)}`],
          ['Changed', `${formats.date(order.updatedAt)} ${formats.timeMillis(order.updatedAt)}`],
          ['Side', order.side && <DirectionText key="side" of={order.side} />],
          ['Quantity', order.quantity && formats.size(order.symbol, order.quantity)],
          ['Filled', formats.size(order.symbol, order.filled)],
          ['Average price', order.averagePrice && formats.average(order.symbol, order.averagePrice)],
          ['Decision price', price(order.decisionPrice)],
          ['Limit price', price(order.limitPrice)],
          ['Protective stop', price(order.stopLossPrice)],
          [
            'Slippage',
            order.slippageBps && (
              <span key="slippage">
                <Slippage bps={order.slippageBps} /> bps
              </span>
            ),
          ],
          ['Fee', `${usdt(order.fee)} USDT`],
          ['Leverage', order.leverage && `${order.leverage}×`],
          ['Strategy', order.strategyId],
          ['Order', <Id key="order" id={order.orderId} />],
          ['At the venue', order.venueOrderId && <Id key="venue" id={order.venueOrderId} />],
          ['Detection', <Id key="episode" id={order.episodeId} />],
        ]}
      />
    </Part>
  );
}
