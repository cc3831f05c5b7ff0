import type { ReactElement } from 'react';
import { create } from 'zustand';

interface Asked {
  isOpen: boolean;
  question?: ReactElement;
  /** Counts the questions, so that each starts afresh. */
  round: number;
}

/** What the trader is asked. It belongs to no screen, so that it stays when what it is about goes: a position that closes, an order that leaves the list. */
export const useQuestion = create<Asked>()((): Asked => ({ isOpen: false, round: 0 }));

export function ask(question: ReactElement): void {
  useQuestion.setState(({ round }) => ({ isOpen: true, question, round: round + 1 }));
}

export function dismiss(): void {
  useQuestion.setState({ isOpen: false });
}
