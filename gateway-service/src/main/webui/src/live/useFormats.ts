import Big from 'big.js';
import { useMemo } from 'react';
import { decimalsOf, exact, fixed, NOTHING } from '../domain/decimal';
import { clock, clockMillis, day } from '../domain/time';
import type { Decimal } from '../protocol/messages';
import { useDashboard } from '../store/selection';
import { useView } from '../store/view';

export interface Formats {
  /** A price of the symbol with the digits of its tick. */
  price: (symbol: string, value: Decimal | undefined) => string;
  /** An average of prices, with two digits more than the tick. */
  average: (symbol: string, value: Decimal | undefined) => string;
  /** Contracts and what they hold: "12 (0.0012 BTC)". */
  size: (symbol: string, contracts: Decimal | undefined) => string;
  time: (at: string) => string;
  timeMillis: (at: string) => string;
  date: (at: string) => string;
}

/** Returns how values are written, by the terms of each instrument and the chosen time zone. */
export function useFormats(): Formats {
  const instruments = useDashboard((dashboard) => dashboard.instruments);
  const zone = useView((view) => view.zone);
  return useMemo(() => {
    const price = (symbol: string, value: Decimal | undefined, more: number) => {
      const tick = instruments[symbol]?.priceTick;
      return value === undefined
        ? NOTHING
        : tick === undefined
          ? exact(value)
          : fixed(value, decimalsOf(tick) + more);
    };
    return {
      price: (symbol, value) => price(symbol, value, 0),
      average: (symbol, value) => price(symbol, value, 2),
      size: (symbol, contracts) => {
        const contractSize = instruments[symbol]?.contractSize;
        if (contracts === undefined) {
          return NOTHING;
        }
        const coin = symbol.split('_')[0] ?? '';
        return contractSize === undefined
          ? exact(contracts)
          : `${exact(contracts)} (${exact(new Big(contracts).times(contractSize))} ${coin})`;
      },
      time: (at) => clock(at, zone),
      timeMillis: (at) => clockMillis(at, zone),
      date: (at) => day(at, zone),
    };
  }, [instruments, zone]);
}
