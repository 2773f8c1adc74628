/** Line icons drawn for this workbench on a 20 × 20 grid: one stroke weight, no outside font. */
const shapes = {
  overview: 'M3 3h6v6H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 11h6v6H3z',
  plans: 'M5 2.5h7L16 6.5v11H5zM12 2.5v4h4M7.5 10h6M7.5 13h6',
  map: 'M2.5 5.5 7.5 3l5 2.5 5-2.5v11.5l-5 2.5-5-2.5-5 2.5zM7.5 3v11.5M12.5 5.5V17',
  review: 'M4 3h12v14H4zM7 7.5l1.3 1.3L10.5 6.5M12 7.5h2M7 12.5l1.3 1.3 2.2-2.3M12 12.7h2',
  ledger: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  progress: 'M3 17h14M5 17v-5M9 17V8M13 17v-7M17 17V4',
  public: 'M3 4h14v9H9l-4 4v-4H3zM6.5 7.5h7M6.5 10h4',
  system:
    'M10 7.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM10 2.5v2.2M10 15.3v2.2M2.5 10h2.2M15.3 10h2.2M4.7 4.7l1.6 1.6M13.7 13.7l1.6 1.6M4.7 15.3l1.6-1.6M13.7 6.3l1.6-1.6',
  pass: 'M4.5 10.5 8.3 14.2 15.5 6.2',
  fail: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  condition: 'M5 3.5h10v13H5zM7.5 7.5h5M7.5 10.5h5M7.5 13.5h2.5',
  reasons: 'M3.5 4.5h13v8.5h-6l-4 3.5v-3.5h-3zM7 8.7h.01M10 8.7h.01M13 8.7h.01',
  person: 'M10 3.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM4 17c.4-3.4 2.7-5 6-5s5.6 1.6 6 5',
  unknown: 'M7.2 7.5a2.9 2.9 0 1 1 4.3 2.5c-1 .6-1.5 1.1-1.5 2.3M10 15.2v.1',
  preferred: 'M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z',
  dash: 'M5 10h10',
  doubt: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.7M10 14.3v.1',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  upload: 'M10 13.5V3.5M6 7.2 10 3.2l4 4M3.5 13v3.5h13V13',
  download: 'M10 3.5v10M6 9.7l4 4 4-4M3.5 13.5v3h13v-3',
  plus: 'M10 4v12M4 10h12',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4',
  identify: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9.2v4M10 6.5v.1',
  measure: 'M2.5 13.5l11-11 4 4-11 11zM6 10l1.7 1.7M8.7 7.3l1.7 1.7M11.4 4.6l1.7 1.7',
  draw: 'M4 15.5 3 5l8-2 6 6-4.5 8zM4 15.5h.01M3 5h.01M11 3h.01M17 9h.01M12.5 17h.01',
  edit: 'M4 16l.8-3.4L13.2 4.2l2.6 2.6L7.4 15.2zM11.6 5.8l2.6 2.6',
  corners: 'M3.5 4.5h3M3.5 10h3M3.5 15.5h3M9 4.5h8M9 10h8M9 15.5h8',
  fit: 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  language:
    'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM3 10h14M10 3c2.5 2.2 3 5 3 7s-.5 4.8-3 7c-2.5-2.2-3-5-3-7s.5-4.8 3-7z',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6.2V10l2.7 1.7',
  info: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 9.2v4M10 6.5v.1',
  link: 'M8.5 11.5l3-3M9 6.5l1.5-1.5a3 3 0 0 1 4.5 4.3L13.5 11M11 13.5 9.5 15A3 3 0 0 1 5 10.7L6.5 9',
} as const

export type IconName = keyof typeof shapes

/** Decorative: the word beside it carries the meaning, so it is hidden from screen readers. */
export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={shapes[name]} />
  </svg>
)
