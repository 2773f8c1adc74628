import { asWritten } from '#document/span.ts'
import type { Heading } from '#plan/plan.ts'
import { useWords } from '#web/words.ts'

/** The number as the document writes it stands in the span; the run-in headings below depth 3 are left to the text. */
const deepest = 3

export const OutlinePane = ({ outline, goTo }: { outline: readonly Heading[]; goTo: (heading: Heading) => void }) => {
  const words = useWords()
  return (
    <nav className="outline" aria-label={words.reader.outline}>
      <ol>
        {outline
          .filter(({ depth }) => depth <= deepest)
          .map((heading) => (
            <li key={heading.id} className={`depth-${heading.depth}`}>
              <a
                href={`#at-${heading.span.at.start}`}
                title={asWritten(heading.span)}
                onClick={(event) => {
                  event.preventDefault()
                  goTo(heading)
                }}
              >
                {asWritten(heading.span)}
              </a>
            </li>
          ))}
      </ol>
    </nav>
  )
}
