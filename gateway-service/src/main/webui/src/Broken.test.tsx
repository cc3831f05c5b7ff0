import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { Broken } from './Broken';

function Faulty(): never {
  throw new Error('Division by zero');
}

it('says that the page is broken instead of going blank', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  render(
    <Broken>
      <Faulty />
    </Broken>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('Division by zero');
});
