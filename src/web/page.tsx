import type { ReactNode } from 'react'

/** The frame of a page: its title, one line of lead, its actions on the right, its content below. */
export const Page = ({
  title,
  lead,
  actions,
  children,
}: {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <div className="page">
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <p className="quiet">{lead}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
    {children}
  </div>
)
