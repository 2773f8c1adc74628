const Soon = (_: { id?: string }) => null
export default Soon
