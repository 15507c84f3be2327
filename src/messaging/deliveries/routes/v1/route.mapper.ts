import type { DeliveryRoute } from '../delivery-route.entity.js';
import type { RouteDto } from './route.dto.js';

export const toRouteDto = ({ transport, channel, providers }: DeliveryRoute): RouteDto => ({ transport, channel, providers });
