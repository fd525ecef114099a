import type { EventBridgeEvent } from 'aws-lambda';
import { channelAddresses } from '../adapters/channel-addresses';
import { chatRooms } from '../adapters/chat-rooms';
import { documentClient } from '../adapters/document-client';
import { incidentTable } from '../adapters/incident-table';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { tellChats, type EntryNews } from './tell-chats';

const { TABLE_NAME, CHANNEL_ADDRESSES_SECRET_ARN } = environment('TABLE_NAME', 'CHANNEL_ADDRESSES_SECRET_ARN');
const log = logger('tell-chats');
const deps = {
  incidents: incidentTable(documentClient(), TABLE_NAME),
  write: chatRooms(channelAddresses(CHANNEL_ADDRESSES_SECRET_ARN)),
  log,
};

export const handler = wire<EventBridgeEvent<string, EntryNews>, void>(log, ({ detail }) => tellChats(detail, deps));
