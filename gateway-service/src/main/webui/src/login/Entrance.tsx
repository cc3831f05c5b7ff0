import { useEffect, type ReactNode } from 'react';
import { followGateway } from '../connection/follow';
import { keepLoggedIn, useLogin } from '../connection/login';
import { LoginPage } from './LoginPage';

/** Shows the page to those who are logged in, and follows the gateway as long as somebody is. */
export function Entrance({ children }: { children: ReactNode }) {
  const isLoggedIn = useLogin((state) => state.login !== undefined);
  useEffect(() => {
    if (!isLoggedIn) {
      return;
    }
    const stopFollowing = followGateway();
    const stopRenewing = keepLoggedIn();
    return () => {
      stopRenewing();
      stopFollowing();
    };
  }, [isLoggedIn]);
  return isLoggedIn ? children : <LoginPage />;
}
