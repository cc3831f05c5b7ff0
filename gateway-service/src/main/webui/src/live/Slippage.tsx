import { NOTHING, signed, signOf } from '../domain/decimal';
import type { Decimal } from '../protocol/messages';

/** Slippage in basis points: a plus is worse than the decision price, a minus is better. */
export function Slippage({ bps }: { bps: Decimal | undefined }) {
  if (bps === undefined) {
    return <span className="tone-quiet">{NOTHING}</span>;
  }
  const sign = signOf(bps);
  return (
    <span className={sign > 0 ? 'tone-warn' : sign < 0 ? 'tone-good' : 'tone-quiet'} title={bps}>
      {signed(bps, 1)}
    </span>
  );
}
