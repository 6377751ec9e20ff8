import { useApolloClient, useMutation } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import { toast } from 'sonner';
import { failureOf } from '../../graphql/failure.ts';
import { LogoutDocument } from '../../graphql/generated/graphql.ts';

/** Ends the session and leads to the login; nothing of the session may be seen by the next one. */
export function useLogOut(forget: () => void = () => undefined): () => Promise<void> {
  const client = useApolloClient();
  const navigate = useNavigate();
  const [logOut] = useMutation(LogoutDocument);
  return async () => {
    try {
      await logOut();
    } catch (error) {
      toast.error('You are still logged in', { description: failureOf(error).message });
      return;
    }
    await navigate('/login', { replace: true });
    forget();
    await client.clearStore();
  };
}
