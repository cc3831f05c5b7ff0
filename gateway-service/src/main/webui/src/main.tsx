import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Broken } from './Broken';
import { Entrance } from './login/Entrance';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page must have an element with the id root');
}
createRoot(root).render(
  <StrictMode>
    <Broken>
      <Entrance>
        <App />
      </Entrance>
    </Broken>
  </StrictMode>,
);
