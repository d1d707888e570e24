/** Signal to every process: a connector's credentials changed, so conversations that were opened with them end. Payload: its id. */
export const CREDENTIALS_SIGNAL = 'connector.credentials';
