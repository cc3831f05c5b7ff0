import { setTradingState } from '../connection/rest';
import { AskDialog } from '../parts/AskDialog';
import type { TradingState } from '../protocol/messages';

/** Halts all trading after a question, or resumes it. The question closes when what it asked for holds. */
export function TradingSwitch({ state, isLive }: { state: TradingState; isLive: boolean }) {
  if (state === 'ACTIVE') {
    return (
      <AskDialog
        key="halt"
        trigger="Halt"
        title="Halt all trading?"
        keep="Keep trading"
        confirm="Halt trading"
        accepted="Accepted. The trading state shows when it holds."
        refused="Not halted"
        defaultWhy="halted by the trader"
        word="HALT"
        act={(why) => setTradingState('HALTED', why, 'HALT')}
      >
        No strategy of any session enters anything more. Open positions stay open, and their exits go on.
      </AskDialog>
    );
  }
  return (
    <AskDialog
      key="resume"
      trigger="Resume"
      title="Resume trading?"
      keep={`Stay ${state}`}
      confirm="Resume trading"
      accepted="Accepted. The trading state shows when it holds."
      refused="Not resumed"
      defaultWhy="resumed by the trader"
      word={isLive ? 'RESUME' : undefined}
      act={(why) => setTradingState('ACTIVE', why, isLive ? 'RESUME' : undefined)}
    >
      Strategies may enter again at once, everywhere.
    </AskDialog>
  );
}
