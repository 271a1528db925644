/** Room round the frame, in pixels. */
const MARGIN = 24;
const [LEAST, MOST] = [0.5, 8];

/** Where the frame lies on the table: fitted into it, then moved and magnified by the person. */
export class SheetView {
  #table: HTMLElement | null = null;
  #frame: HTMLElement | null = null;
  #ratio = 1;
  #height = 1;
  #scale = 1;
  #at = { x: 0, y: 0 };

  /** `onHeight` is told how many pixels of the page the fitted frame is high. Returns the way to let go. */
  attach(table: HTMLElement, frame: HTMLElement, aspectRatio: number, onHeight: (height: number) => void): () => void {
    [this.#table, this.#frame, this.#ratio] = [table, frame, aspectRatio];
    const measure = () => {
      const { clientWidth, clientHeight } = table;
      this.#height = Math.max(40, Math.min(clientHeight - 2 * MARGIN, (clientWidth - 2 * MARGIN) / this.#ratio));
      this.#place();
      onHeight(this.#height);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(table);
    measure();
    return () => observer.disconnect();
  }

  pan(dx: number, dy: number): void {
    this.#at = { x: this.#at.x + dx, y: this.#at.y + dy };
    this.#place();
  }

  /** About a point of the screen, which stays where it is. */
  zoom(factor: number, x: number, y: number): void {
    const box = this.#table?.getBoundingClientRect();
    if (!box) return;
    const scale = Math.min(MOST, Math.max(LEAST, this.#scale * factor));
    const by = scale / this.#scale;
    const [fromX, fromY] = [x - box.left - box.width / 2 - this.#at.x, y - box.top - box.height / 2 - this.#at.y];
    this.#at = { x: this.#at.x + fromX * (1 - by), y: this.#at.y + fromY * (1 - by) };
    this.#scale = scale;
    this.#place();
  }

  fit(): void {
    this.#scale = 1;
    this.#at = { x: 0, y: 0 };
    this.#place();
  }

  #place(): void {
    if (!this.#frame) return;
    const { style } = this.#frame;
    style.height = `${String(this.#height)}px`;
    style.width = `${String(this.#height * this.#ratio)}px`;
    style.transform = `translate(-50%, -50%) translate(${String(this.#at.x)}px, ${String(this.#at.y)}px) scale(${String(this.#scale)})`;
  }
}
