const Soon = () => null
export default Soon
