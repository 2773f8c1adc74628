import { Modal, type ModalProps } from 'antd'
import { useEffect, useRef, useState } from 'react'

const field = 'input:not([type=hidden], [type=file]), textarea'

/** A dialog, there as long as it is drawn: the focus goes to its first field, and afterwards back to where it came from. */
export const Dialog = ({ children, ...rest }: Omit<ModalProps, 'open' | 'afterOpenChange'>) => {
  const body = useRef<HTMLDivElement>(null)
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // What opened it may be gone with what was done.
      const back = before?.isConnected ? before : document.getElementById('content')
      if (back instanceof HTMLElement) back.focus({ preventScroll: true })
    },
    [before],
  )
  return (
    <Modal
      open
      afterOpenChange={(open) => {
        if (open) body.current?.querySelector<HTMLElement>(field)?.focus({ preventScroll: true })
      }}
      {...rest}
    >
      <div ref={body}>{children}</div>
    </Modal>
  )
}
