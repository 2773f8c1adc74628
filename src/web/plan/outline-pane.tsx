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
                title={heading.span.text}
                onClick={(event) => {
                  event.preventDefault()
                  goTo(heading)
                }}
              >
                {heading.span.text}
              </a>
            </li>
          ))}
      </ol>
    </nav>
  )
}
