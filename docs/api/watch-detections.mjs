// Each new detection as a line of JSON, as it comes, by a subscription (graphql-transport-ws). Scope: DETECTIONS_READ.
//
//   SLUICE_URL=http://127.0.0.1:4000 SLUICE_TOKEN=sluice_… node watch-detections.mjs
const { SLUICE_URL = 'http://127.0.0.1:4000', SLUICE_TOKEN } = process.env;

const socket = new WebSocket(`${SLUICE_URL.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
const send = (message) => socket.send(JSON.stringify(message));

socket.onopen = () => send({ type: 'connection_init', payload: { authorization: `Bearer ${SLUICE_TOKEN}` } });
socket.onmessage = ({ data }) => {
  const { type, payload } = JSON.parse(data);
  if (type === 'connection_ack') {
    const query = 'subscription { detections { id matchedAt event rules { title level } } }';
    send({ id: '1', type: 'subscribe', payload: { query } });
    console.error('watching');
  }
  if (type === 'ping') send({ type: 'pong' });
  if (type === 'next')
    for (const detection of payload.data.detections) console.log(JSON.stringify(detection));
  if (type === 'error') throw new Error(payload[0].message);
};
socket.onclose = ({ code, reason }) => {
  console.error(`closed: ${code} ${reason}`);
  process.exitCode = 1;
};
