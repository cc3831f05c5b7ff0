import { logOut, useLogin } from '../connection/login';

/** Says who uses the page, and lets them leave. */
export function WhoIsIn() {
  const user = useLogin((state) => state.login?.user);
  return (
    user !== undefined && (
      <button type="button" className="button" title={`Log out ${user}`} onClick={() => void logOut()}>
        {user} · Log out
      </button>
    )
  );
}
