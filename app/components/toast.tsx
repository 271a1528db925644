import { CircleAlert, CircleCheck, Info, X, type LucideIcon } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';

export interface Toast {
  readonly tone?: 'neutral' | 'ok' | 'stop';
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

type Shown = Toast & { readonly key: number };

const ICONS: Readonly<Record<NonNullable<Toast['tone']>, LucideIcon>> = {
  neutral: Info,
  ok: CircleCheck,
  stop: CircleAlert,
};
const STAY_MS = 6000;

const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** Says what happened elsewhere; what happens here is said where it happens. */
export function useToast(): (toast: Toast) => void {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast needs a ToastProvider above it');
  return show;
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Shown[]>([]);
  const next = useRef(0);
  const show = useCallback((toast: Toast) => {
    const key = next.current++;
    setToasts((shown) => [...shown.slice(-2), { ...toast, key }]);
  }, []);
  const dismiss = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), []);
  return (
    <ToastContext.Provider value={show}>
      {children}
      <section className={styles['region']} aria-label="Notices" aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastCard key={toast.key} toast={toast} dismiss={dismiss} />
        ))}
      </section>
    </ToastContext.Provider>
  );
}

/** Leaves by itself, except while it is pointed at or holds focus, or when there is something to decide. */
function ToastCard({ toast, dismiss }: { readonly toast: Shown; readonly dismiss: (key: number) => void }) {
  const [held, setHeld] = useState(false);
  const close = useMemo(() => () => dismiss(toast.key), [dismiss, toast.key]);
  const stays = held || toast.tone === 'stop';
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(close, toast.action ? STAY_MS * 2 : STAY_MS);
    return () => clearTimeout(timer);
  }, [stays, close, toast.action]);
  const tone = toast.tone ?? 'neutral';
  return (
    <div
      className={styles['toast']}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon of={ICONS[tone]} className={styles[tone]} />
      <p className={styles['message']}>{toast.message}</p>
      {toast.action && (
        <Button
          variant="quiet"
          onClick={() => {
            toast.action?.run();
            close();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon={X} label="Dismiss" onClick={close} />
    </div>
  );
}
