import { useState, type SyntheticEvent } from 'react';
import { logIn, useLogin } from '../connection/login';
import './LoginPage.css';

/** Asks who the user is, and says why when somebody was logged in before. */
export function LoginPage() {
  const why = useLogin((state) => state.why);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setAsking(true);
    setRefusal(undefined);
    try {
      await logIn(user, password);
    } catch (failure) {
      setRefusal(failure instanceof Error ? failure.message : String(failure));
      setPassword('');
      setAsking(false);
    }
  };

  return (
    <main className="login">
      <form onSubmit={(event) => void submit(event)}>
        <h1>Tapedeck</h1>
        <label>
          User
          <input
            value={user}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            onChange={(event) => setUser(event.target.value)}
          />
        </label>
        <label>
          Password
          <input
            type="password"
            value={password}
            autoComplete="current-password"
            required
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <p role="status" className={refusal === undefined ? 'tone-note' : 'tone-bad'}>
          {refusal ?? (isAsking ? 'Asking the gateway …' : why)}
        </p>
        <button type="submit" className="button" disabled={isAsking}>
          Log in
        </button>
      </form>
    </main>
  );
}
