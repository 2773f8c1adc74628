import { App, Button, Popconfirm, Table } from 'antd'
import { useState } from 'react'
import { type ApiError, api } from '#web/api.ts'
import { useLoad } from '#web/load.ts'
import { Mark } from '#web/mark.tsx'
import { useRegions } from '#web/region.tsx'
import { useUser } from '#web/session.ts'
import { explain, Loaded } from '#web/state.tsx'
import type { User } from '#web/wire.ts'
import { useSpeech, useWords, wordFor } from '#web/words.ts'
import { AddUser } from './add-user.tsx'
import { ResetPassword } from './password.tsx'

export const Roles = ({ roles }: { roles: readonly string[] }) => {
  const words = useWords()
  return <>{roles.map((role) => wordFor(words.system.role, role)).join(words.common.comma)}</>
}

/** The accounts an administrator answers for: made, closed, opened again, given a new password. */
export const Users = () => {
  const { words, language } = useSpeech()
  const w = words.system
  const me = useUser()
  const regions = useRegions()
  const { message } = App.useApp()
  const users = useLoad('users', api.users)
  const [adding, setAdding] = useState(false)
  const [resetting, setResetting] = useState<User | null>(null)
  const regionOf = (code: string | null) =>
    regions.find((region) => region.code === code)?.name ?? words.common.anyRegion
  const close = (user: User, closed: boolean) =>
    api.closeAccount(user.name, closed).then(users.again, (error: ApiError) => {
      message.error(explain(error, words, language))
    })
  return (
    <section className="section">
      <div className="section-head">
        <h2>{w.users}</h2>
        <Button onClick={() => setAdding(true)}>{w.addUser}</Button>
      </div>
      <Loaded load={users}>
        {(entries) => (
          <Table<User>
            className="panel"
            rowKey="name"
            dataSource={[...entries]}
            pagination={false}
            scroll={{ x: 940 }}
            columns={[
              { title: words.entry.name, dataIndex: 'name', ellipsis: true },
              { title: words.entry.displayName, dataIndex: 'displayName', ellipsis: true },
              { title: w.roles, dataIndex: 'roles', render: (roles: readonly string[]) => <Roles roles={roles} /> },
              { title: words.common.region, dataIndex: 'region', width: 140, render: regionOf },
              {
                title: w.state,
                key: 'state',
                width: 120,
                render: (_, { active }) => (
                  <Mark tone={active === false ? 'idle' : 'pass'}>{active === false ? w.closed : w.active}</Mark>
                ),
              },
              {
                title: w.columns.action,
                key: 'acts',
                align: 'right',
                width: 230,
                render: (_, user) =>
                  user.name === me.name ? null : (
                    <span className="row-acts">
                      <Button size="small" onClick={() => setResetting(user)}>
                        {w.password.reset}
                      </Button>
                      {user.active === false ? (
                        <Button size="small" onClick={() => close(user, false)}>
                          {w.reopenAccount}
                        </Button>
                      ) : (
                        <Popconfirm
                          title={w.closeAsk(user.displayName || user.name)}
                          okText={w.closeAccount}
                          cancelText={words.common.cancel}
                          onConfirm={() => close(user, true)}
                          placement="topRight"
                        >
                          <Button size="small" danger>
                            {w.closeAccount}
                          </Button>
                        </Popconfirm>
                      )}
                    </span>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {adding && <AddUser close={() => setAdding(false)} added={users.again} />}
      {resetting && <ResetPassword user={resetting} close={() => setResetting(null)} />}
    </section>
  )
}
